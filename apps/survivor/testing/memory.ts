import { readFileSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';

/** What Linux tells of the memory of a browser's pages, in bytes. */
export interface Held {
  /** Own pages of all processes and their share of those that they have with others (PSS), the highest of many looks. */
  readonly shared: number;
  /** All pages of the largest process, those too that others have as well (RSS), at their highest by the kernel's count. */
  readonly resident: number;
}

const kilobytes = (text: string, field: string) =>
  1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
const proc = (pid: number, file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8');

/** The browser's processes that show pages; the room and its workers live in one of them. */
async function renderers(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

/**
 * The most memory that the page's processes held while something was done, all of them at one moment. Linux alone tells.
 *
 * @param work what is done meanwhile; it is looked every 20 ms
 */
export async function mostHeld(browser: Browser, work: () => Promise<unknown>): Promise<Held> {
  const pids = await renderers(browser);
  // 5: the kernel's own highest figure starts anew (proc(5)).
  for (const pid of pids) writeFileSync(`/proc/${pid}/clear_refs`, '5');
  let shared = 0;
  const look = () => {
    const now = pids.map((pid) => kilobytes(proc(pid, 'smaps_rollup'), 'Pss'));
    shared = Math.max(
      shared,
      now.reduce((sum, each) => sum + each, 0),
    );
  };
  const timer = setInterval(look, 20);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  const resident = Math.max(...pids.map((pid) => kilobytes(proc(pid, 'status'), 'VmHWM')));
  return { shared, resident };
}
