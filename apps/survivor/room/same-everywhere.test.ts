// The same file gives the same signals here (Node) and in the room (Chromium).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { hamming, hashFromHex, type SignalSet } from '@amaan/signal';
import { signalsOfPicture } from '@amaan/signal/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnFiles, writtenFiles } from '@amaan/signal/testing';
import { drawnAnimations } from '@amaan/signal/testing/animation';
import { ALTERING, cannot, type OpenRoom, openRoomIn, openStage, type Stage } from './testing/browser.ts';

/** Kinds that Chromium may not read, as it is built. */
const MAYBE = /\.(?:tif|jxl)$/;
const REFERENCE = ['../shared/data/pdq/pictures', '../shared/data/pdq/modes']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => /\.(?:jpe?g|png|webp)$/.test(path));

function distance(a: SignalSet | undefined, b: SignalSet, key: 'pdq' | 'pdqStored'): number {
  return hamming(hashFromHex(a?.[key]?.hash ?? '0'.repeat(64)), hashFromHex(b[key]?.hash ?? '0'.repeat(64)));
}

const known = new Map<string, SignalSet>();

/** What Node gives, asked once for both ways. */
async function inNode(name: string, bytes: Buffer): Promise<SignalSet> {
  const signals = known.get(name) ?? (await signalsOfPicture(bytes, { views: 'none', exact: true }));
  known.set(name, signals);
  return signals;
}

/** The browser's own decoder, and ours where its canvas is altered; with how far each may be from Node's. */
const WAYS = [
  { way: 'its own decoder', turn: 0, first: '', bits: () => 2 },
  // AVIF, inks and JPEG XL are the browser's there too, by way of a video frame.
  {
    way: 'decoders in WebAssembly',
    turn: 1,
    first: ALTERING,
    bits: (name: string) => (/avif|cmyk|jxl/i.test(name) ? 2 : 0),
  },
];

describe.skipIf(cannot).each(WAYS)(
  `Node and Chromium${cannot ? ` (skipped: ${cannot})` : ''}, $way`,
  ({ turn, first, bits: most }) => {
    let stage: Stage;
    let room: OpenRoom;
    beforeAll(async () => {
      stage = await openStage(first);
      room = await openRoomIn(stage);
      await room.page.evaluate(() => {
        window.heicAnswer = 'give';
      });
    });
    afterAll(() => stage?.close());

    async function compare(files: Map<string, Buffer>) {
      const names = [...files.keys()];
      const heard: (SignalSet | undefined)[] = [];
      for (let from = 0; from < names.length; from += 10) {
        const some = names.slice(from, from + 10);
        const picked = some.map((name) => ({
          name,
          mimeType: 'image/*',
          buffer: files.get(name) ?? Buffer.alloc(0),
        }));
        const answers = await room.pick(picked, 60_000);
        for (const answer of answers) {
          if (answer.kind === 'signals') heard.push(answer.signals);
          if (answer.kind === 'refused') heard.push(undefined);
        }
      }
      const rows = [];
      for (const [i, name] of names.entries()) {
        const node = await inNode(name, files.get(name) ?? Buffer.alloc(0));
        const there = heard[i];
        if (!there && MAYBE.test(name)) continue;
        const { pdq: _, pdqStored: __, frames, ...rest } = node;
        rows.push({ name, bits: distance(there, node, 'pdq'), stored: distance(there, node, 'pdqStored') });
        expect(there, name).toMatchObject(rest);
        expect(
          there?.frames?.map(({ t }) => t),
          name,
        ).toEqual(frames?.map(({ t }) => t));
        for (const [at, frame] of (frames ?? []).entries()) {
          const bits = hamming(hashFromHex(frame.hash), hashFromHex(there?.frames?.[at]?.hash ?? ''));
          rows.push({ name: `${name} at ${frame.t} s`, bits, stored: 0 });
        }
        expect(Boolean(there?.pdqStored), name).toBe(Boolean(node.pdqStored));
        if ((node.pdq?.quality ?? 0) >= 50)
          expect(Math.abs((there?.pdq?.quality ?? 0) - (node.pdq?.quality ?? 0)), name).toBeLessThanOrEqual(
            1,
          );
      }
      return rows;
    }

    test('agree on every kind of file that the project draws', async () => {
      const files = new Map([...(await drawnFiles()), ...(await drawnAnimations()), ...writtenFiles()]);
      // A sequence is more in Node: its frames need the decoder of videos, which the room's worker has not.
      files.delete('moves.avif');
      const rows = await compare(files);
      expect(rows.filter(({ name }) => name.includes('moves')).length).toBeGreaterThan(10);
      expect(rows.filter(({ name, bits, stored }) => Math.max(bits, stored) > most(name))).toEqual([]);
    });

    test.skipIf(REFERENCE.length === 0)(
      'agree on the reference pictures',
      async () => {
        const files = new Map<string, Buffer>();
        // Each day every second one by each way, which takes the longest here; each night all of them by both.
        const mine = (nth: number) => process.env.AMAAN_NIGHTLY !== undefined || nth % WAYS.length === turn;
        for (const [nth, path] of REFERENCE.entries())
          if (mine(nth)) files.set(basename(path), readFileSync(path));
        const rows = await compare(files);
        expect(rows.filter(({ name, bits, stored }) => Math.max(bits, stored) > most(name))).toEqual([]);
      },
      240_000,
    );
  },
);
