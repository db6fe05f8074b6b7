import { onSlowPhone, PHONE } from '../apps/survivor/testing/slow-phone.ts';
import { cannot, openStage } from '../apps/survivor/testing/stage.ts';
import startDatabase from '../servers/store/test-server.ts';

/** `npm run bench -- phone`: a new user's run in Urdu on a slow phone and line, screen by screen, in seconds. */
export async function run(args: string[]): Promise<number> {
  if (cannot) {
    console.error(`This needs a browser and the built pages: ${cannot}.`);
    return 1;
  }
  const stopDatabase = await startDatabase();
  const stage = await openStage();
  try {
    const reached = await onSlowPhone(stage, true);
    console.log(`Urdu, ${PHONE.kbits} kbit/s, ${PHONE.latency} ms, processor ${PHONE.slower} times slower`);
    for (const { what, seconds } of reached) console.log(`${what.padEnd(22)} ${seconds.toFixed(1)} s`);
    if (args.includes('--json')) console.log(JSON.stringify({ ...PHONE, reached }));
  } finally {
    await stage.close();
    await stopDatabase?.();
  }
  return 0;
}
