// The room's promise is that nothing in it can reach any network or anything of the page. Here script that has taken
// the room over tries, with everything the browser offers; the server writes down every request that it gets.
import { fileURLToPath } from 'node:url';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cannot, type OpenRoom, openRoomIn, openStage, type Stage } from './testing/browser.ts';

const HEIC = new URL('../../../kernels/signal/testing/p3.heic', import.meta.url);

describe.skipIf(cannot)(`hostile script in the room${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
  let stage: Stage;
  let room: OpenRoom;
  let own: { url: string; integrity: string };
  beforeAll(async () => {
    stage = await openStage();
    room = await openRoomIn(stage);
    own = { url: `${stage.origin}/room/room.js`, integrity: stage.room.frames[0]?.integrity ?? '' };
    stage.requests.length = 0;
  });
  afterAll(() => stage?.close());

  const TRIES: Record<string, string | ((own: { url: string; integrity: string }) => unknown)> = {
    fetch: ({ url }) => fetch(`${url}?secret`, { mode: 'no-cors' }),
    'fetch with keepalive': ({ url }) => fetch(`${url}?secret`, { keepalive: true, mode: 'no-cors' }),
    beacon: ({ url }) => {
      navigator.sendBeacon(`${url}?secret`, 'secret');
      throw new TypeError('only the server can tell');
    },
    XMLHttpRequest: ({ url }) =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('POST', `${url}?secret`);
        request.onload = resolve;
        request.onerror = reject;
        request.send('secret');
      }),
    WebSocket: ({ url }) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${url.replace('http', 'ws')}?secret`);
        socket.onopen = resolve;
        socket.onerror = reject;
      }),
    EventSource: ({ url }) =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`${url}?secret`);
        source.onopen = resolve;
        source.onerror = reject;
      }),
    image: ({ url }) =>
      new Promise((resolve, reject) => {
        const image = new Image();
        image.onload = resolve;
        image.onerror = reject;
        image.src = `${url}?secret`;
      }),
    'style sheet': ({ url }) =>
      new Promise((resolve, reject) => {
        const link = Object.assign(document.createElement('link'), {
          rel: 'stylesheet',
          href: `${url}?secret`,
        });
        link.onload = resolve;
        link.onerror = reject;
        document.head.append(link);
      }),
    'style attribute': ({ url }) => {
      document.body.setAttribute('style', `background:url(${url}?secret)`);
      throw new TypeError('only the server can tell');
    },
    font: ({ url }) => new FontFace('x', `url(${url}?secret)`).load(),
    'script element': ({ url, integrity }) =>
      new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.onload = resolve;
        script.onerror = reject;
        script.crossOrigin = 'anonymous';
        script.integrity = integrity;
        script.src = `${url}?secret`;
        document.head.append(script);
      }),
    import: ({ url }) => import(`${url}?secret`),
    'import from a worker': ({ url }) =>
      new Promise((resolve, reject) => {
        const blob = new Blob([`import('${url}?secret').then(()=>postMessage(1),()=>postMessage(0))`]);
        const worker = new Worker(URL.createObjectURL(blob));
        worker.onmessage = ({ data }) => (data === 1 ? resolve(1) : reject(new TypeError('refused')));
        worker.onerror = reject;
      }),
    'a second trusted policy': () =>
      (
        globalThis as unknown as { trustedTypes: { createPolicy(n: string, r: object): unknown } }
      ).trustedTypes.createPolicy('room-other', { createScriptURL: (text: string) => text }),
    eval: "() => (0, eval)('1')",
    'new Function': "() => new Function('return 1')()",
    innerHTML: () => {
      document.body.innerHTML = '<b>x</b>';
    },
    'popup window': ({ url }) => {
      if (!window.open(`${url}?secret`)) throw new TypeError('refused');
    },
    'top navigation': ({ url }) => {
      (window.top as Window).location.href = `${url}?secret`;
    },
    'form post': ({ url }) => {
      const form = Object.assign(document.createElement('form'), { action: `${url}?secret`, method: 'post' });
      document.body.append(form);
      form.submit();
      throw new TypeError('only the server can tell');
    },
    'parent document': () => (window.parent as Window).document.title,
    'local storage': () => localStorage.setItem('x', '1'),
    'session storage': () => sessionStorage.setItem('x', '1'),
    cookie: () => {
      document.cookie = 'x=1';
      if (!document.cookie.includes('x=1')) throw new TypeError('refused');
    },
    indexedDB: () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('x');
        request.onsuccess = resolve;
        request.onerror = reject;
      }),
    caches: () => caches.open('x'),
    'service worker': ({ url }) => navigator.serviceWorker.register(url),
    WebRTC: () => new RTCPeerConnection({ iceServers: [{ urls: 'stun:localhost:3478' }] }),
    WebTransport: ({ url }) => new WebTransport(url.replace('http:', 'https:')),
    'nested frame': ({ url }) =>
      new Promise((_, reject) => {
        const frame = document.createElement('iframe');
        frame.src = `${url}?secret`;
        frame.onload = () => setTimeout(reject, 200);
        document.body.append(frame);
      }),
  };

  /** Whether a try fails in a frame. */
  const fails = (frame: Frame, name: string) =>
    // As text, so that the browser compiles it there, and later than the call, which may do what the policy forbids.
    frame.evaluate<boolean>(
      `new Promise((wait) => setTimeout(wait)).then(() => (${String(TRIES[name])})(${JSON.stringify(own)})).then(() => false, () => true)`,
    );

  test.each(Object.keys(TRIES))('%s fails, and the server sees nothing', async (name) => {
    expect(await fails(room.frame, name)).toBe(true);
    await room.page.waitForTimeout(40);
    expect(stage.requests).toEqual([]);
  });

  test('all of it fails in the frame of a part as well', async () => {
    const second = await openRoomIn(stage);
    await second.page.evaluate(() => {
      window.heicAnswer = 'give';
    });
    await second.pick([fileURLToPath(HEIC)]);
    const part = second.page.frames().at(-1);
    if (!part || part === second.frame) throw new TypeError('The part did not open.');
    stage.requests.length = 0;
    const open: string[] = [];
    for (const name of Object.keys(TRIES)) if (!(await fails(part, name))) open.push(name);
    await second.page.waitForTimeout(200);
    expect({ open, requests: stage.requests }).toEqual({ open: [], requests: [] });
    await second.page.close();
  });

  test('link hints (preload, prefetch, modulepreload, dns-prefetch) ask for nothing', async () => {
    await room.frame.evaluate(({ url, integrity }) => {
      for (const rel of [
        'preload',
        'prefetch',
        'modulepreload',
        'preconnect',
        'dns-prefetch',
        'prerender',
        'icon',
        'manifest',
      ])
        for (const as of ['script', 'image', 'style', 'fetch', 'font'])
          for (const sum of ['', integrity]) {
            const link = document.createElement('link');
            link.rel = rel;
            link.as = as;
            link.crossOrigin = 'anonymous';
            if (sum) link.integrity = sum;
            link.href = `${url}?secret-${rel}-${as}`;
            document.head.append(link);
          }
    }, own);
    await room.page.waitForTimeout(400);
    expect(stage.requests).toEqual([]);
  });

  test('a message that is not of the protocol closes the room', async () => {
    const second = await openRoomIn(stage);
    await second.frame.evaluate(() =>
      parent.postMessage({ kind: 'signals', id: 1, signals: { picture: 'bytes' } }, '*'),
    );
    await second.page.waitForFunction(() => window.broken === 1);
    await expect.poll(() => second.page.frames().length).toBe(1);
    expect(await second.page.evaluate(() => window.heard.some(({ kind }) => kind === 'signals'))).toBe(false);
    await second.page.close();
  });

  test('self navigation takes the room away and asks the server for nothing', async () => {
    const second = await openRoomIn(stage);
    stage.requests.length = 0;
    await second.frame.evaluate(({ url }) => {
      setTimeout(() => location.assign(`${url}?secret`));
    }, own);
    await second.page.waitForTimeout(500);
    expect(stage.requests).toEqual([]);
    await second.page.close();
  });
});
