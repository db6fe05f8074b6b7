import { dirname, join } from 'node:path/posix';
import { type Finding, importsOf, isTest, type Source } from './source.ts';

/** From the innermost outwards; a room may import its own ring only where `SIDEWAYS` says so. */
const RINGS = ['kernels', 'servers', 'apps', 'examples'] as const;
/** Imports within a ring. Kernels form a line: base, then signal, then those that use signals, then notice. */
const SIDEWAYS: Record<string, readonly string[]> = {
  'kernels/signal': ['base'],
  'kernels/bank': ['base', 'signal'],
  'kernels/exchange': ['base', 'signal'],
  'kernels/custody': ['base', 'signal'],
  'kernels/notice': ['base', 'custody'],
  'servers/http': [],
  'servers/store': [],
  'servers/responder': ['http', 'store'],
  'servers/platform': ['http', 'store'],
};
/** Only the command line starts servers; pages talk to them over HTTP, and the example stands on the HTTP room. */
const MAY_USE_SERVERS: Record<string, readonly string[]> = {
  'apps/cli': ['http', 'store', 'responder', 'platform'],
  'examples/photo-board': ['http'],
};
/** Folders of a kernel that belong to one platform; everything else in it runs anywhere and is given what it needs. */
const PLATFORM_FOLDER = /^kernels\/\w+\/(node|browser)\//;
const IMPURE =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bgetRandomValues\(|\brandomUUID\(|\bperformance\.now\(|\bfetch\(/;

interface Room {
  ring: string;
  name: string;
}

function roomOf(path: string): Room | undefined {
  const [ring, name] = path.split('/');
  return ring && name && (RINGS as readonly string[]).includes(ring) ? { ring, name } : undefined;
}

function target(from: string, specifier: string, rooms: ReadonlyMap<string, string>): Room | undefined {
  if (specifier.startsWith('.')) return roomOf(join(dirname(from), specifier));
  const name = /^@amaan\/([\w-]+)/.exec(specifier)?.[1];
  const ring = name && rooms.get(name);
  return ring ? { ring, name } : undefined;
}

function allowed(from: Room, to: Room): boolean {
  const key = `${from.ring}/${from.name}`;
  const difference = RINGS.indexOf(to.ring as never) - RINGS.indexOf(from.ring as never);
  if (difference > 0) return false;
  if (difference === 0) return (SIDEWAYS[key] ?? []).includes(to.name);
  if (to.ring === 'servers') return (MAY_USE_SERVERS[key] ?? []).includes(to.name);
  return true;
}

/**
 * Imports point inward only, rooms are entered by their door (`@amaan/NAME`), and kernels do no I/O and have no clock
 * or chance of their own.
 *
 * @param rooms the ring of each room by its name
 */
export function checkRings(sources: readonly Source[], rooms: ReadonlyMap<string, string>): Finding[] {
  const findings: Finding[] = [];
  for (const source of sources.filter(({ path }) => /\.tsx?$/.test(path))) {
    const from = roomOf(source.path);
    if (!from) continue;
    const pure = from.ring === 'kernels' && !PLATFORM_FOLDER.test(source.path) && !isTest(source.path);
    for (const { specifier, line } of importsOf(source)) {
      const report = (message: string) => findings.push({ path: source.path, line, message });
      if (pure && specifier.startsWith('node:'))
        report(`a kernel does no I/O: ${specifier} belongs in its node folder`);
      const to = target(source.path, specifier, rooms);
      if (!to || (to.ring === from.ring && to.name === from.name)) continue;
      if (specifier.startsWith('.')) report(`enter another room by its door, @amaan/${to.name}`);
      if (!allowed(from, to) && !isTest(source.path))
        report(`imports point inward: ${from.ring}/${from.name} may not import ${to.ring}/${to.name}`);
    }
    if (!pure || source.path.includes('/wasm/')) continue;
    source.text.split('\n').forEach((text, index) => {
      if (!/^\s*(\/\/|\*|\/\*)/.test(text) && IMPURE.test(text))
        findings.push({
          path: source.path,
          line: index + 1,
          message: 'a kernel is given its time and its chance',
        });
    });
  }
  return findings;
}
