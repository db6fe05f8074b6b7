import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { dropFile } from './held.ts';

/**
 * Deletes sealed files that no job needs: left by a crash between the file and its row, or between a decision and the
 * file. Runs at start, before the gate answers.
 *
 * @returns how many were deleted
 */
export async function sweepHeld(context: Context): Promise<number> {
  const folder = join(context.config.folder, 'held');
  if (!existsSync(folder)) return 0;
  const { rows } = await sql<{ job: string }>`select job from held_media`.execute(context.store.db);
  const kept = new Set(rows.map((row) => row.job));
  const left = readdirSync(folder).filter((name) => !kept.has(name));
  for (const name of left) dropFile(context, name);
  return left.length;
}
