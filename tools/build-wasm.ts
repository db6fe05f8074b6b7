// Compiles every kernel's AssemblyScript (kernels/*/wasm/NAME.ts) to kernels/*/wasm/build/NAME.ts: a module that
// exports the WebAssembly bytes as base64, because the room in the browser has no network to fetch a file with.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Flags of asc for one source: `//! --flag ...` in its first line adds to the common ones. */
function flagsOf(source: string): string[] {
  const first = readFileSync(source, 'utf8').split('\n', 1)[0] ?? '';
  return first.startsWith('//!') ? first.slice(3).trim().split(/\s+/) : [];
}

for (const kernel of readdirSync(join(ROOT, 'kernels'))) {
  const folder = join(ROOT, 'kernels', kernel, 'wasm');
  if (!existsSync(folder)) continue;
  const out = join(folder, 'build');
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  // A source whose name starts with "_" is a part that others import.
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.startsWith('_'))) {
    const source = join(folder, file);
    const name = file.slice(0, -3);
    const wasm = join(out, `${name}.wasm`);
    const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
    const args = [
      source,
      '-o',
      wasm,
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      ...flagsOf(source),
    ];
    const { status } = spawnSync(process.execPath, [asc, ...args], { stdio: ['ignore', 2, 2], cwd: ROOT });
    if (status !== 0) process.exit(1);
    const base64 = readFileSync(wasm).toString('base64');
    writeFileSync(
      join(out, `${name}.ts`),
      `// Built from ../${file} by tools/build-wasm.ts.\nexport const wasm = '${base64}';\n`,
    );
  }
}
