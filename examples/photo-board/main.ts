import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { announce, createLog, listen, onShutdown } from '@amaan/http';
import { createBoard } from './app.ts';

const data = resolve(process.env.AMAAN_DATA ?? 'data');
const port = 4300 + Number(process.env.PORT ?? 0);
const host = process.env.AMAAN_HOST ?? 'localhost';

/** What the platform handed to us. Read each time: it may appear, or be made anew, after we start. */
function handover(): { gate: string; key: string; hookSecret: string } | undefined {
  const path = process.env.AMAAN_GATE_KEY_FILE ?? join(data, 'handover', 'site.json');
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as { gate: string; key: string; hookSecret: string })
    : undefined;
}

const board = await createBoard({
  folder: join(data, 'photo-board'),
  log: createLog('photo-board'),
  gate: () => {
    const given = handover();
    return given && { url: given.gate, key: given.key };
  },
  hookSecret: () => {
    const given = handover();
    return given && Buffer.from(given.hookSecret, 'hex');
  },
  hosts: [`${host}:${port}`],
});
onShutdown(() => board.stop());
await listen(board.app, port, host);
announce();
