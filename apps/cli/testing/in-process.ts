import { vi } from 'vitest';
import { COMMANDS } from '../registry.ts';

/**
 * Runs a command as `npm run amaan` does, in this process: starting one takes longer than its work.
 *
 * @param env what it is told, besides this process's own environment
 * @returns its exit status and all that it wrote; what it threw is its output
 */
export async function amaan(
  env: Readonly<Record<string, string>>,
  name: string,
  ...args: string[]
): Promise<{ status: number; out: string }> {
  for (const [key, value] of Object.entries(env)) vi.stubEnv(key, value);
  let out = '';
  const keep = (text: string | Uint8Array) => (out += String(text)) !== '';
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(keep),
  );
  try {
    const command = await COMMANDS[name]?.();
    return { status: (await command?.run(args)) ?? 2, out };
  } catch (error) {
    return { status: 1, out: String(error) };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}
