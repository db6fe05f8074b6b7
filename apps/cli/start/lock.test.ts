import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from './lock.ts';

const home = mkdtempSync(join(tmpdir(), 'amaan-lock-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('a living copy is refused with a sentence, and may start when the first has ended', async () => {
  const release = await lockFolder(home);
  await expect(lockFolder(home, 300)).rejects.toMatchObject({ code: 'already-running' });
  release();
  (await lockFolder(home))();
});

test('what a killed copy left behind is taken over: a dead process, a reused number, a half-written file', async () => {
  const path = join(home, 'amaan.lock');
  for (const left of ['{"pid":4194000,"born":"1"}', `{"pid":${process.pid},"born":"1"}`, '{"pid":12']) {
    writeFileSync(path, left);
    (await lockFolder(home))();
  }
});

test('a folder that cannot be written is said in a sentence', async () => {
  const file = join(home, 'a-file');
  writeFileSync(file, '');
  await expect(lockFolder(join(file, 'data'))).rejects.toMatchObject({ code: 'folder' });
});
