import { drawnJpeg } from '@amaan/signal/testing';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeOn } from '../../tools/axe.ts';
import { least } from '../../tools/quick.ts';
import { audit } from './testing/audit.ts';
import { keys, leaveByKeys } from './testing/hands.ts';
import { at, cannot, comeBack, leftBehind, makeCase, openStage, press, type Stage } from './testing/stage.ts';

const SHOTS = process.env.AMAAN_SHOTS;

/** Pieces from all over a file as they would stand in what is sent: as bytes, in hex, and in base64 wherever it begins. */
function spellings(file: Buffer): string[] {
  const pieces: string[] = [];
  for (let at = 0; at + 32 <= file.length; at += 509) {
    const piece = file.subarray(at, at + 24);
    pieces.push(piece.toString('latin1'), piece.toString('hex'));
    for (const shift of [0, 1, 2]) pieces.push(file.subarray(at + shift, at + shift + 24).toString('base64'));
  }
  return pieces;
}

describe.skipIf(cannot)(`the survivor's page${cannot ? ` (skipped: ${cannot})` : ''}`, () => {
  let stage: Stage;
  let file: { name: string; mimeType: string; buffer: Buffer };
  beforeAll(async () => {
    stage = await openStage();
    file = { name: 'planted-name.jpg', mimeType: 'image/jpeg', buffer: await drawnJpeg(1200, 900) };
  });
  afterAll(async () => stage?.close());

  it('makes a case in English with links, words and a photo, and comes back to it', async () => {
    const { page, context } = await stage.visitor({ width: 1440 });
    let n = 0;
    const made = await makeCase(page, {
      links: 'https://www.instagram.com/p/abc123/?igsh=xyz\nhttps://instagram.com/p/abc123\n@someone.bad',
      files: [file],
      story: 'planted words of the story',
      pin: '4711',
      each: async (shown, step) => {
        if (SHOTS)
          await shown.screenshot({
            path: `${SHOTS}/en-${String(n++).padStart(2, '0')}-${step}.png`,
            fullPage: true,
          });
      },
    });
    await press(page, 'open-case');
    await page.locator('[data-step="case"][data-part="news"]').waitFor();
    await press(page, 'tab-messages');
    await page.locator('#message').fill('a message to the helpline');
    await press(page, 'message-send');
    await page.locator('[data-message="survivor"]').waitFor();
    expect(await leftBehind(page)).toBe(0);
    await context.close();

    const again = await stage.visitor();
    await comeBack(again.page, made.receipt.toLowerCase().replaceAll('-', ' '), '۴۷۱۱');
    expect(await again.page.locator('[data-words]').getAttribute('data-words')).toBe(made.words);
    await press(again.page, 'tab-messages');
    await again.page.locator('[data-message="survivor"]').waitFor();
    for (const tab of ['news', 'messages', 'add', 'choices', 'helpers', 'leave']) {
      await press(again.page, `tab-${tab}`);
      await again.page.locator(`[data-part="${tab}"]`).waitFor();
      if (SHOTS) await again.page.screenshot({ path: `${SHOTS}/case-${tab}.png`, fullPage: true });
    }
    await again.context.close();
    const sent = Buffer.concat(stage.wire).toString('latin1');
    // The hash went, and no piece of the picture itself, in any of its spellings.
    expect(sent).toContain('"pdq":{"hash"');
    expect(spellings(file.buffer).filter((piece) => sent.includes(piece))).toEqual([]);
    for (const planted of ['planted', made.receipt]) expect(sent).not.toContain(planted);
    // No third party: whatever the whole way asked for was asked of this one origin, or made in memory.
    const origins = new Set(
      stage.requests.map(({ url }) => (/^(?:blob|data):/.test(url) ? '' : new URL(url).origin)),
    );
    expect([...origins].filter(Boolean)).toEqual([stage.origin]);
    expect(stage.complaints).toEqual([]);
  });

  it('does the same in Urdu by keys alone, in forced colours and without motion; each screen starts at its heading', async () => {
    const { page, context } = await stage.visitor({ lang: 'ur' });
    // Nothing moves, and all is there, for whoever asks for less motion or brings own colours.
    await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'active' });
    const found: string[] = [];
    let n = 0;
    await makeCase(page, {
      hands: keys,
      yes: false,
      files: [file],
      story: 'میرے الفاظ',
      links: 'https://facebook.com/some.page/posts/1',
      pin: '4711',
      each: async (shown, step) => {
        found.push(...(await shown.evaluate(audit, step)));
        if (SHOTS)
          await shown.screenshot({
            path: `${SHOTS}/ur-${String(n++).padStart(2, '0')}-${step}.png`,
            fullPage: true,
          });
      },
    });
    expect(await page.evaluate(() => document.documentElement.dir)).toBe('rtl');
    // Nastaliq once the page has loaded, and Naskh where it does not come.
    const fonts = await page.evaluate(() => getComputedStyle(document.documentElement).fontFamily);
    expect(fonts.replaceAll('"', '')).toMatch(/^Nastaliq, Naskh,/);
    await keys.press(page, 'open-case');
    await page.locator('[data-part="news"]').waitFor();
    expect(found).toEqual([]);
    await leaveByKeys(page);
    await context.close();
    expect(stage.complaints).toEqual([]);
  });

  it('leads anyone under 18, unsure or silent to other help, and neither asks nor loads anything more', async () => {
    for (const answer of ['age-minor', 'age-unsure', 'skip']) {
      const before = stage.requests.length;
      const { page, context } = await stage.visitor();
      await press(page, 'danger-no');
      await press(page, 'who-myself');
      await press(page, 'home-know');
      await at(page, 'situation');
      await press(page, 'skip');
      await at(page, 'age');
      await press(page, answer);
      await at(page, 'minor');
      expect(await page.locator('input, textarea, iframe').count()).toBe(0);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/minor.png`, fullPage: true });
      await context.close();
      const asked = stage.requests.slice(before).map(({ url }) => new URL(url).pathname);
      expect(asked.filter((path) => /late|room|\/v1\//.test(path))).toEqual([]);
    }
  });

  it('leaves in under 100 ms, by the button and by a double Escape; nothing stays and Back does not return', async () => {
    /** @returns milliseconds from the tap or key to the covered screen */
    const leaves = async (way: 'button' | 'keys'): Promise<number> => {
      const { page, context } = await stage.visitor();
      await press(page, 'danger-no');
      await at(page, 'who');
      // The first thing that focus reaches.
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      await page.evaluate(() => {
        const covered = new MutationObserver(
          () => (window.name ||= String(performance.now() - Number(document.body.dataset.from))),
        );
        covered.observe(document.documentElement, { attributes: true });
        const from = () => (document.body.dataset.from = String(performance.now()));
        for (const name of ['click', 'keydown']) document.addEventListener(name, from, true);
      });
      if (way === 'button') {
        await press(page, 'exit');
        await page.waitForURL('**/safe');
      } else await leaveByKeys(page);
      const took = Number(await page.evaluate(() => window.name));
      expect(await page.title()).toBe('Kitchen measures');
      await page.goBack().catch(() => null);
      expect(page.url()).not.toBe(`${stage.origin}/`);
      expect(await context.cookies()).toEqual([]);
      await page.goto(`${stage.origin}/safe`);
      const { headers } = await stage.apps.survivor.inject('/safe');
      expect(headers['clear-site-data']).toBe('"cache", "storage"');
      const left = await page.evaluate(async () => ({
        local: localStorage.length + sessionStorage.length,
        databases: (await indexedDB.databases()).length,
        caches: (await caches.keys()).length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      }));
      expect(left).toEqual({ local: 0, databases: 0, caches: 0, workers: 0 });
      await context.close();
      return took;
    };
    for (const way of ['button', 'keys'] as const)
      expect(await least(100, () => leaves(way))).toBeLessThan(100);
  });

  it('has the exit first in the order of focus, keeps one address, leaves nothing by arriving, and shows help without a network', async () => {
    const before = stage.requests.length;
    const { page, context } = await stage.visitor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-act'))).toBe('exit');
    // Nothing in the tab, a bookmark, or a preview says what this is; nothing asks to be installed.
    expect(await page.title()).toBe('Notes');
    expect(await page.locator('meta[property], meta[name="description"], link[rel="manifest"]').count()).toBe(
      0,
    );
    expect(stage.requests.slice(before).filter(({ method }) => method !== 'GET')).toEqual([]);
    // Help lines have their hours and languages, and can be switched off; the number for danger cannot.
    expect(await page.locator('.service:not(.emergency)').first().innerText()).toMatch(
      /Hours: [^]*Languages: /,
    );
    await press(page, 'help-hide');
    await page.locator('[data-act="help-show"]').waitFor();
    expect(await page.locator('.service').count()).toBe(0);
    await context.setOffline(true);
    await press(page, 'danger-yes');
    await at(page, 'danger');
    await page.locator('#main [data-act="call-15"]').waitFor();
    // The number is the first thing there, and nothing is asked.
    expect(await page.locator('#main :is(a, button)').first().getAttribute('data-act')).toBe('call-15');
    expect(await page.locator('input, textarea, select').count()).toBe(0);
    expect(await leftBehind(page)).toBe(0);
    expect(page.url()).toBe(`${stage.origin}/`);
    expect(await page.evaluate(() => history.length)).toBeLessThanOrEqual(2);
    await context.close();
  });

  it('shows safety, numbers and guides without script', async () => {
    const { page, context } = await stage.visitor({ script: false });
    for (const words of ['Police emergency: 15', 'پولیس ایمرجنسی: 15', 'Do not pay'])
      await page.getByText(words).first().waitFor();
    // What is inside and what is outside is published, one tap from there.
    await page.locator('a[href="/guides/en/scope"]').click();
    for (const words of ['without the consent of the person shown', 'Politics, news and satire', 'protest'])
      await page.getByText(words).first().waitFor();
    await page.goto(`${stage.origin}/guides/ur/money`);
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.goto(`${stage.origin}/guides/en/under-18`);
    await page.getByText('takeitdown.ncmec.org').waitFor();
    await context.close();
  });

  it('answers an unknown receipt and a wrong PIN like a case without news', async () => {
    const { page, context } = await stage.visitor();
    // With nothing but a threat: four lines come first, and fingerprints before anything is posted are offered.
    const lines: string[] = [];
    const { receipt } = await makeCase(page, {
      yes: false,
      pin: '2468',
      situation: ['threat'],
      each: async (shown, step) => {
        if (step === 'threat') lines.push(await shown.locator('[data-step="threat"]').innerText());
      },
    });
    expect(lines.join()).toMatch(
      /Do not pay[^]*Do not delete[^]*Stop replying[^]*Keep the numbers[^]*before anyone posts/,
    );
    await context.close();
    const seen: string[] = [];
    for (const [code, pin] of [
      [receipt, '2468'],
      [receipt, '1357'],
      ['KNWGY-A0SBF-HHC6K-3G21H-35J5Y', ''],
    ] as const) {
      const back = await stage.visitor();
      await comeBack(back.page, code, pin);
      const words = (await back.page.locator('[data-words]').getAttribute('data-words')) ?? '?';
      seen.push((await back.page.locator('[data-step="case"]').innerText()).replace(words, 'WORDS'));
      await back.context.close();
    }
    expect(seen[1]).toBe(seen[0]);
    expect(seen[2]).toBe(seen[0]);
  });

  it('gives a helper some parts, takes them back, changes the receipt, exports and erases', async () => {
    const { page, context } = await stage.visitor();
    const { receipt } = await makeCase(page, {
      story: 'words to take along',
      links: 'https://example.org/p/1',
    });
    await press(page, 'open-case');
    await page.locator('[data-part="news"]').waitFor();
    await press(page, 'tab-helpers');
    await press(page, 'helper-make');
    const helper = (await page.locator('[data-receipt]').getAttribute('data-receipt')) ?? '';
    await page.locator('[data-helpers="1"]').waitFor();

    const other = await stage.visitor();
    await comeBack(other.page, helper);
    expect(await other.page.locator('.tab').count()).toBe(4);
    await other.context.close();

    await press(page, 'helper-stop');
    await page.locator('[data-helpers="0"]').waitFor({ state: 'attached' });

    await press(page, 'tab-leave');
    await press(page, 'export');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'export-save')]);
    const chunks: Buffer[] = [];
    for await (const piece of await download.createReadStream()) chunks.push(piece as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain('words to take along');
    expect(download.suggestedFilename()).toBe('notes.json');

    await press(page, 'replace');
    const next = (await page.locator('[data-receipt]').getAttribute('data-receipt')) ?? '';
    const asked = (await page.locator('label[for="new-group"]').innerText()).match(/[1-5]/)?.[0] ?? '1';
    // What is not right is said in one place, which takes the focus; nothing is changed.
    await page.locator('#new-group').fill('AAAAA');
    await press(page, 'replace-use');
    await page.locator('.error-summary:focus').getByText(`group`).first().waitFor();
    await page.locator('#new-group').fill(next.split('-')[Number(asked) - 1] ?? '');
    await press(page, 'replace-use');
    // It opens anew, perhaps too fast to be seen doing so.
    await page.locator('[data-receipt]').waitFor({ state: 'detached' });
    await page.locator('[data-part="leave"], [data-part="news"]').waitFor();
    await context.close();

    const old = await stage.visitor();
    await comeBack(old.page, receipt);
    await press(old.page, 'tab-choices');
    expect(await old.page.locator('[data-consent][data-given="true"]').count()).toBe(0);
    await old.context.close();

    const heir = await stage.visitor();
    await comeBack(heir.page, next);
    await press(heir.page, 'tab-choices');
    await heir.page.locator('[data-consent="sendNotices"][data-given="true"]').waitFor();
    await press(heir.page, 'choice-sendNotices-no');
    await heir.page.locator('[data-consent="sendNotices"][data-given="false"]').waitFor();
    await press(heir.page, 'withdraw');
    await heir.page.locator('[data-done="choices.withdrawn"]').waitFor();
    await press(heir.page, 'tab-leave');
    await heir.page.locator('[data-held="0"]').waitFor();
    await press(heir.page, 'erase');
    await press(heir.page, 'erase-yes');
    await heir.page.locator('[data-done="leave.erased"]').waitFor();
    await at(heir.page, 'arrive');
    await comeBack(heir.page, next);
    await press(heir.page, 'tab-choices');
    expect(await heir.page.locator('[data-consent][data-given="true"]').count()).toBe(0);
    await heir.context.close();
    expect(stage.complaints).toEqual([]);
  });

  it.each(['en', 'ur'])(
    'by keys alone from arriving to coming back and leaving: clean under axe, 320 px wide, and readable at twice the text on every screen (%s)',
    async (lang) => {
      const { page, context } = await stage.visitor({ width: 320, lang });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const found: string[] = [];
      const each = async (shown: Page, step: string) => {
        found.push(...(await shown.evaluate(audit, step)));
        const { violations } = await axeOn(shown).exclude('iframe').analyze();
        found.push(...violations.map(({ id, nodes }) => `${step}: ${id} ${nodes[0]?.html.slice(0, 120)}`));
        const over = await shown.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) found.push(`${step}: ${over} px too wide`);
        // Text twice as large, at the width of a common phone.
        await shown.setViewportSize({ width: 360, height: 780 });
        const large = await shown.evaluate(() => {
          document.documentElement.style.setProperty('font-size', '200%');
          const wider = document.documentElement.scrollWidth - window.innerWidth;
          document.documentElement.style.removeProperty('font-size');
          return wider;
        });
        if (large > 0) found.push(`${step}: ${large} px too wide at 200 % text`);
        if (SHOTS)
          for (const width of [360, 1440]) {
            await shown.setViewportSize({ width, height: 900 });
            await shown.screenshot({ path: `${SHOTS}/${lang}-${width}-${step}.png`, fullPage: true });
          }
        await shown.setViewportSize({ width: 320, height: 780 });
      };
      const { receipt } = await makeCase(page, {
        hands: keys,
        links: 'https://www.instagram.com/p/abc123/\nsara_khan on TikTok\nhe said so',
        pin: '4711',
        each,
      });
      await keys.press(page, 'close-case');
      await comeBack(page, receipt, '4711', { hands: keys, each });
      await each(page, 'case-news');
      for (const tab of ['places', 'messages', 'add', 'choices', 'helpers', 'leave']) {
        await keys.press(page, `tab-${tab}`);
        await page.locator(`[data-part="${tab}"]`).waitFor();
        // Reading begins at the part that was chosen, not at the heading of all of them.
        await page.locator('.part-heading:focus').waitFor();
        if (tab === 'places') await page.locator('[data-row]').first().waitFor();
        if (tab === 'add') await keys.press(page, 'age-adult');
        await each(page, `case-${tab}`);
      }
      expect(found).toEqual([]);
      await leaveByKeys(page);
      await context.close();
      expect(stage.complaints).toEqual([]);
    },
  );
});
