import { expect, test } from 'vitest';
import { sniff } from '../file/header.ts';
import { FILE_LIMITS } from '../file/limits.ts';
import { drawnAnimations } from '../testing/draw-animation.ts';
import { drawnFiles } from '../testing/draw.ts';
import { dice, mutate } from '../testing/fuzz.ts';
import { mayMove } from './may-move.ts';
import { readAnimation } from './read.ts';

test('whatever moves may move, whole or made bad; stills of phones do not', async () => {
  const stills = await drawnFiles(48, 36);
  for (const name of ['plain.jpg', 'plain.png', 'alpha.png', 'lossy.webp', 'alpha.webp', 'p3.webp'])
    expect(
      mayMove(sniff(stills.get(name) ?? Buffer.alloc(0)), stills.get(name) ?? Buffer.alloc(0)),
      name,
    ).toBe(false);
  const roll = dice(5);
  let moving = 0;
  for (const [name, good] of [...stills, ...(await drawnAnimations(48, 36))])
    for (let i = 0; i < 40; i++) {
      const bytes = i === 0 ? good : Buffer.from(mutate(good, roll));
      const kind = sniff(bytes);
      if (bytes.length < 64 || !readAnimation(kind, bytes, FILE_LIMITS)) continue;
      moving += 1;
      expect(mayMove(kind, bytes), `${name}, change ${i}`).toBe(true);
    }
  expect(moving).toBeGreaterThan(50);
});
