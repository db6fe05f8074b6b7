import { readFileSync } from 'node:fs';
import { hamming, hashFromHex } from '@amaan/signal';
import { signalsOfPicture } from '@amaan/signal/node';
import { at, press } from '@amaan/survivor/testing';
import { must, type Step } from '../world.ts';

declare global {
  interface Window {
    /** Hashes that the room posted to the page, kept by the walk. */
    seenHashes: string[];
  }
}

/** The same photo hashed in Node and inside the room, whose page asks the network for nothing meanwhile. */
export const hashStep: Step = {
  name: 'the photo becomes a hash, in Node and in the room without network',
  run: async (world) => {
    const { pdq } = await signalsOfPicture(readFileSync(world.photo));
    must(pdq, 'the photo has a hash in Node');
    world.saw(`Node: ${pdq.hash}, quality ${pdq.quality}`);
    must(pdq.quality >= 50, 'the photo has structure enough to be recognised (quality 50 or more)');

    const visit = await world.visitor(360);
    const page = await visit.newPage();
    world.pages.room = page;
    await page.addInitScript(() => {
      window.seenHashes = [];
      window.addEventListener(
        'message',
        ({ data }: MessageEvent<{ kind?: string; signals?: { pdq?: { hash: string } } }>) => {
          if (data.kind === 'signals' && data.signals?.pdq) window.seenHashes.push(data.signals.pdq.hash);
        },
      );
    });
    await page.goto(world.product.at(4100));
    await at(page, 'arrive');
    await world.shot(page, 'arrive');
    await press(page, 'danger-no');
    await press(page, 'who-myself');
    await at(page, 'home');
    await press(page, 'home-unknown');
    await at(page, 'situation');
    await press(page, 'skip');
    await at(page, 'age');
    await world.shot(page, 'age');
    must((await page.locator('iframe').count()) === 0, 'nothing of the room is there before the age answer');
    await press(page, 'age-adult');
    await at(page, 'places');
    await press(page, 'next');
    await at(page, 'files');
    const input = page.frameLocator('.room iframe').locator('input[type=file]');
    await input.waitFor({ state: 'attached' });

    const asked: string[] = [];
    visit.on('request', (request) => asked.push(request.url()));
    const from = performance.now();
    await input.setInputFiles(world.photo);
    await page.locator('[data-file="ready"]').waitFor();
    const took = performance.now() - from;
    const [hash] = await page.evaluate(() => window.seenHashes);
    must(hash, 'the room gave a hash');
    const bits = hamming(hashFromHex(hash), hashFromHex(pdq.hash));
    world.saw(`room: ${hash}, ${bits} bits apart, ${took.toFixed(0)} ms`);
    await world.shot(page, 'room');
    must(bits <= 2, 'Chromium and Node agree within 2 bits');
    const outside = asked.filter((url) => !url.startsWith('blob:'));
    must(
      outside.length === 0,
      `nothing is asked of the network while the photo is read (${outside.length} requests)`,
    );
    world.saw('requests while the photo was read: none');
    world.found.hash = pdq.hash;
    await visit.close();
    delete world.pages.room;
  },
};
