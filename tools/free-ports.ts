import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that the system gives to connections (from 32768): one of those is taken now and then. */
const LAST = 32_000;
/** What a product listens on; `deploy` puts a proxy beside it. */
const DEMO = [4100, 4101, 4102, 4200, 4201, 4300, 5080, 5443];
const TRIES = 200;

async function free(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });
}

/** By chance, so that two test files that look at one moment start at different places. */
async function offsetFor(ports: readonly number[], least: number): Promise<number> {
  for (let i = 0; i < TRIES; i++) {
    const offset = randomInt(least, LAST - Math.max(...ports));
    const all = await Promise.all(ports.map((port) => free(port + offset)));
    if (all.every(Boolean)) return offset;
  }
  throw new Error('No free ports on this machine.');
}

/** An offset, the `PORT` of a product, at which all of the demo's ports are free. */
export const freeOffset = (): Promise<number> => offsetFor(DEMO, 2000);

/** A port that is free, for what must know its own before it listens. */
export const freePort = (): Promise<number> => offsetFor([0], 6100);
