import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createGunzip, createGzip } from 'node:zlib';
import { AmaanError } from '@amaan/base';
import { openStream, sealStream } from '@amaan/custody';

/** The database's folder has its own way into a backup. */
const DATABASE = 'postgres';

/** Each file of a server's folder except its database, as a line `F` with path and base64. */
export function* fileLines(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isFile() || path.split('/')[0] === DATABASE) continue;
    const body = readFileSync(join(folder, path)).toString('base64');
    yield `F ${JSON.stringify({ path, body })}\n`;
  }
}

/** Writes one file back, readable by its owner only. @throws AmaanError `backup` for a path that leads outside */
export function writeFileLine(folder: string, line: string): void {
  const { path, body } = JSON.parse(line) as { path: string; body: string };
  const target = resolve(folder, path);
  if (!target.startsWith(resolve(folder) + sep) || path.split('/')[0] === DATABASE)
    throw new AmaanError('backup', 'A file of the backup has a path that leads outside its folder.');
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  writeFileSync(target, Buffer.from(body, 'base64'), { mode: 0o600 });
}

/** Packs lines (gzip), seals them to the recipients with age, and writes the file under its name once it is whole. */
export async function writePackage(
  file: string,
  recipients: readonly string[],
  lines: AsyncIterable<string>,
): Promise<void> {
  const draft = `${file}.new`;
  try {
    const packed = Readable.toWeb(
      Readable.from(lines).pipe(createGzip()),
    ) as unknown as ReadableStream<Uint8Array>;
    const sealed = await sealStream(recipients, packed);
    await pipeline(
      Readable.fromWeb(sealed as unknown as WebStream),
      createWriteStream(draft, { mode: 0o600, flush: true }),
    );
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Opens a package with an age identity and gives its lines. A changed or cut file ends in an error, not in a part. */
export async function* readPackage(file: string, identity: string): AsyncGenerator<string> {
  const sealed = Readable.toWeb(createReadStream(file)) as unknown as ReadableStream<Uint8Array>;
  const opened = Readable.fromWeb((await openStream(identity, sealed)) as unknown as WebStream);
  const plain = createGunzip();
  const done = pipeline(opened, plain);
  // Awaited below; a reader that stops early must not leave a rejection behind.
  done.catch(() => {});
  for await (const line of createInterface({ input: plain, crlfDelay: Infinity })) yield line;
  await done;
}
