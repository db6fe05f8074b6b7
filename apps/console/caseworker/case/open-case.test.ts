import { toHex } from '@amaan/base';
import {
  COMPARTMENTS,
  type Item,
  identityOf,
  keysOf,
  makeGrant,
  newCompartments,
  recipientOf,
  sealJson,
} from '@amaan/custody';
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SealedCase } from '../../api/staff.ts';
import { openCase, wordsOf } from './open-case.ts';

const mine = randomBytes(32);
const { secrets } = newCompartments(randomBytes);
const keys = keysOf(secrets);

async function sealedCase(items: readonly [kind: Item['kind'], at: string, value: object][]) {
  const by = toHex(randomBytes(32));
  return {
    id: 'a'.repeat(32),
    writers: [],
    status: {},
    events: [],
    grant: await makeGrant({ to: recipientOf(mine), kind: 'staff', compartments: COMPARTMENTS, secrets }),
    items: await Promise.all(
      items.map(async ([kind, at, value], i) => {
        const compartment = kind === 'links' ? kind : 'story';
        const sealed = await sealJson([keys[compartment]], { v: 1, by, ...value });
        return { id: String(i), kind, at, compartment, from: 'survivor', sealed };
      }),
    ),
  } as unknown as SealedCase;
}

const story = (text: string) => ({
  lang: 'en',
  forWhom: 'myself',
  situation: [],
  text,
  pictures: [],
  answers: [],
});

test('every account she gave is there, oldest first, with its day; one that cannot be read hides no other', async () => {
  const sealed = await sealedCase([
    ['story', '2026-11-20', story('how it began')],
    ['story', '2026-11-21', { broken: true }],
    ['story', '2026-11-24', story('what came later')],
  ]);
  const opened = await openCase(sealed, identityOf(mine), undefined);
  expect(opened.stories.map(({ at, value }) => [at, value.text])).toEqual([
    ['2026-11-20', 'how it began'],
    ['2026-11-24', 'what came later'],
  ]);
  expect(wordsOf(opened)).toContain('how it began');
});

test('a link that she renamed is one link, under its new name', async () => {
  const url = 'https://example.org/p/1';
  const sealed = await sealedCase([
    ['links', '2026-11-20', { links: [{ url, kind: 'post' }] }],
    ['links', '2026-11-21', { links: [{ url, kind: 'fakeAccount', note: 'the red one' }] }],
  ]);
  const { links } = await openCase(sealed, identityOf(mine), undefined);
  expect(links).toEqual([{ url, kind: 'fakeAccount', note: 'the red one' }]);
});
