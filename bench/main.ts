// `npm run bench -- NAME ...`: runs bench/NAME.ts. Every measurement prints a table; with --json its last line is JSON.
const BENCHES: Record<string, () => Promise<{ run(args: string[]): Promise<number | void> }>> = {
  gate: () => import('./gate.ts'),
  index: () => import('./index.ts'),
  intake: () => import('./intake.ts'),
  phone: () => import('./phone.ts'),
  pdq: () => import('./pdq.ts'),
  robust: () => import('./robust.ts'),
  video: () => import('./video.ts'),
  'video-edits': () => import('./video-edits.ts'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = BENCHES[name];
if (load) process.exitCode = (await (await load()).run(args)) ?? 0;
else {
  console.error(`Usage: npm run bench -- ${Object.keys(BENCHES).join('|')} [--json] ...`);
  process.exitCode = 2;
}
