import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/** `asked`: not answered by the gate yet. `held`: a person will decide. Both look the same to everybody. */
export type State = 'asked' | 'held' | 'shown' | 'removed';

/** One text in both languages. */
export interface Texts {
  readonly en: string;
  readonly ur: string;
}

/** One upload, without its bytes. */
export interface Picture {
  readonly id: string;
  readonly type: string;
  readonly state: State;
  /** SHA-256 of the secret in the uploader's own link. */
  readonly secret: string;
  readonly at: string;
  readonly ticket?: string;
  readonly statement?: Texts;
  readonly appealable?: boolean;
  readonly appealed?: boolean;
  /** What the uploader is told after somebody looked at the removal again. */
  readonly answer?: Texts | undefined;
  readonly removedAt?: string;
  /** How long after the removal the uploader may object: as long, the bytes are kept. */
  readonly appealDays?: number;
}

const KINDS: readonly (readonly [string, (bytes: Uint8Array) => boolean])[] = [
  ['image/jpeg', (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff],
  ['image/png', (b) => Buffer.from(b.subarray(0, 8)).toString('latin1') === '\x89PNG\r\n\x1a\n'],
  ['image/gif', (b) => Buffer.from(b.subarray(0, 4)).toString('latin1') === 'GIF8'],
  ['image/webp', (b) => Buffer.from(b.subarray(8, 12)).toString('latin1') === 'WEBP'],
];

/** The type of a picture by its first bytes, or undefined when it is none that browsers show. */
export function pictureType(bytes: Uint8Array): string | undefined {
  return KINDS.find(([, fits]) => fits(bytes))?.[0];
}

/** The board's pictures: a folder with two files for each. Every change is on disk when the call returns. */
export class Pictures {
  readonly #folder: string;
  readonly #all = new Map<string, Picture>();

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder))
      if (name.endsWith('.json')) {
        const picture = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Picture;
        this.#all.set(picture.id, picture);
      }
  }

  /** Keeps an upload. @returns the picture and the secret of its uploader's link, which is not kept */
  add(bytes: Uint8Array, type: string, now: Date): { picture: Picture; secret: string } {
    const id = randomBytes(9).toString('base64url');
    const secret = randomBytes(18).toString('base64url');
    const picture: Picture = { id, type, state: 'asked', secret: digest(secret), at: now.toISOString() };
    this.#write(`${id}.bin`, bytes);
    this.#save(picture);
    return { picture, secret };
  }

  get(id: string): Picture | undefined {
    return this.#all.get(id);
  }

  /** The pictures in this state, newest first. */
  in(state: State): Picture[] {
    return [...this.#all.values()]
      .filter((each) => each.state === state)
      .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  }

  bytes(id: string): Buffer<ArrayBuffer> | undefined {
    try {
      return readFileSync(join(this.#folder, `${id}.bin`));
    } catch {
      return undefined;
    }
  }

  change(id: string, change: Partial<Omit<Picture, 'id'>>): void {
    const picture = this.#all.get(id);
    if (picture) this.#save({ ...picture, ...change });
  }

  /** Deletes the bytes and leaves what the uploader must still be able to read. */
  dropBytes(id: string): void {
    rmSync(join(this.#folder, `${id}.bin`), { force: true });
  }

  /** Whether this is the secret of the picture's own link. */
  isUploader(picture: Picture, secret: string | undefined): boolean {
    return secret !== undefined && timingSafeEqual(Buffer.from(digest(secret)), Buffer.from(picture.secret));
  }

  #save(picture: Picture): void {
    this.#write(`${picture.id}.json`, Buffer.from(JSON.stringify(picture)));
    this.#all.set(picture.id, picture);
  }

  /** Whole or not at all, also when the machine stops in between. */
  #write(name: string, bytes: Uint8Array): void {
    const path = join(this.#folder, name);
    const file = openSync(`${path}.new`, 'w', 0o600);
    try {
      writeSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  }
}

function digest(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
