import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { AmaanError } from '@amaan/base';

const FOLDER = join(import.meta.dirname, '../../../shared/data/photos/img');

/** A photograph's file and its name without the extension. */
export interface Photo {
  readonly name: string;
  readonly file: string;
}

/**
 * The photographs of one half. Which half a photograph is in depends on the hash of its file name alone: rules are
 * chosen on `tuning`, and figures are reported on `reporting`.
 *
 * @param folder of pictures; by default ../shared/data/photos/img
 */
export function photosOf(half: 'tuning' | 'reporting', folder = FOLDER): Photo[] {
  if (!existsSync(folder))
    throw new AmaanError(
      'bench-photos',
      'There are no photographs: name a folder of them with --photos FOLDER.',
    );
  return readdirSync(folder)
    .filter((file) => /\.(?:jpe?g|png|webp)$/i.test(file))
    .filter((file) => {
      const even = (createHash('sha256').update(file).digest()[0] ?? 0) % 2 === 0;
      return even === (half === 'tuning');
    })
    .sort()
    .map((file) => ({ name: file.replace(/\.\w+$/, ''), file: join(folder, file) }));
}
