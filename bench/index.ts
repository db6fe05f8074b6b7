// `npm run bench -- index [--size N] [--json]`: our index beside FAISS, in one run, one thread each.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { AmaanError } from '@amaan/base';
import { type SearchData, skewedData, uniformData } from './search/data.ts';
import { measureOurs, type OurFigures } from './search/ours.ts';
import { pythonWith } from './venv.ts';

const SIZES = [100_000, 1_000_000, 10_000_000];
const QUERIES = 2000;
/** FAISS takes so long at these sizes that it is asked fewer questions. */
const PEER_WORK = 1_000_000_000;
/** A skewed bank of more than this tells nothing new. */
const SKEWED_SIZE = 1_000_000;

interface PeerFigures {
  version: string;
  buildSeconds: number;
  bytesPerHash: number;
  multiHash: number;
  flat: number;
  multiFound: number[];
  flatFound: number[];
}

function measurePeer(data: SearchData): PeerFigures {
  const python = pythonWith('faiss', ['faiss-cpu', 'numpy']);
  const folder = mkdtempSync(join(tmpdir(), 'amaan-bench-'));
  try {
    const [bank, queries] = [join(folder, 'bank'), join(folder, 'queries')];
    writeFileSync(bank, data.hashes);
    writeFileSync(queries, data.queries);
    const size = data.hashes.length / 32;
    const counts = [PEER_WORK / size, PEER_WORK / 4 / size].map((n) =>
      String(Math.min(QUERIES, Math.max(26, Math.round(n)))),
    );
    const script = join(import.meta.dirname, 'search/peer.py');
    const { status, stdout } = spawnSync(python, [script, bank, queries, ...counts], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 2],
    });
    if (status !== 0)
      throw new AmaanError('bench-faiss', 'FAISS did not run to its end; its message stands above.');
    return JSON.parse(stdout) as PeerFigures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A search that is exact finds as many as comparing everything does, for every query. */
function checkExact(ours: OurFigures, peer: PeerFigures): void {
  for (const [i, count] of peer.flatFound.entries())
    if (ours.found[i] !== count)
      throw new AmaanError(
        'bench-inexact',
        `Query ${i} finds ${ours.found[i]} entries; comparing all finds ${count}.`,
      );
}

const us = (value: number) => value.toFixed(value < 100 ? 1 : 0).padStart(9);

function print(data: SearchData, ours: OurFigures, peer: PeerFigures): void {
  const size = data.hashes.length / 32;
  console.log(
    `\n${size.toLocaleString('en')} ${data.name} hashes, 31 bits, one thread (FAISS ${peer.version})`,
  );
  console.log('                          us/query   build s   bytes/hash');
  const row = (name: string, micros: number, build?: number, bytes?: number) =>
    console.log(
      `${name.padEnd(25)}${us(micros)}${build === undefined ? '' : build.toFixed(2).padStart(10)}${bytes === undefined ? '' : bytes.toFixed(1).padStart(13)}`,
    );
  row('FAISS MultiHash 16x16', peer.multiHash, peer.buildSeconds, peer.bytesPerHash);
  row('FAISS flat', peer.flat);
  row('ours, one by one', ours.single, ours.buildSeconds, ours.bytesPerHash);
  row('ours, in a batch', ours.batched);
  row(`the batch on ${availableParallelism()} threads`, ours.shared);
  console.log(
    `${(peer.multiHash / ours.single).toFixed(0)} x MultiHash, ${(peer.flat / ours.single).toFixed(0)} x flat; recall ${100 * ours.recall} %, decoys ${ours.decoys}; slowest add to visible ${ours.addToVisibleMs.toFixed(2)} ms, remove to gone ${ours.removeToGoneMs.toFixed(2)} ms (with waits for the processor ${ours.slowestOnClockMs.toFixed(1)} ms)`,
  );
}

function asJson(data: SearchData, ours: OurFigures, peer: PeerFigures): object {
  const round = (value: number) => Math.round(10 * value) / 10;
  return {
    bench: 'index',
    bank: data.name,
    size: data.hashes.length / 32,
    recall: ours.recall,
    decoys: ours.decoys,
    ratioMultiHash: round(peer.multiHash / ours.single),
    ratioFlat: round(peer.flat / ours.single),
    buildRatio: round(peer.buildSeconds / ours.buildSeconds),
    bytesPerHash: round(ours.bytesPerHash),
    microseconds: {
      multiHash: round(peer.multiHash),
      flat: round(peer.flat),
      single: round(ours.single),
      batched: round(ours.batched),
      shared: round(ours.shared),
    },
    buildSeconds: { multiHash: round(peer.buildSeconds), ours: round(ours.buildSeconds) },
    addToVisibleMs: round(ours.addToVisibleMs),
    removeToGoneMs: round(ours.removeToGoneMs),
    slowestOnClockMs: round(ours.slowestOnClockMs),
  };
}

/** Runs the measurement; see the head of this file. @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const at = args.indexOf('--size');
  const size = at < 0 ? undefined : Number(args[at + 1]);
  if (size !== undefined && !(Number.isInteger(size) && size >= 1)) {
    console.error('--size needs a number of hashes.');
    return 2;
  }
  const sizes = size === undefined ? SIZES : [size];
  const skewed = skewedData(Math.min(SKEWED_SIZE, Math.max(...sizes)), QUERIES);
  if (!skewed) console.error('../shared/data/video is not there: without it no skewed bank is made.');
  const sets = [...(skewed ? [() => skewed] : []), ...sizes.map((n) => () => uniformData(n, QUERIES))];
  for (const make of sets) {
    const data = make();
    const ours = await measureOurs(data);
    const peer = measurePeer(data);
    checkExact(ours, peer);
    if (json) console.log(JSON.stringify(asJson(data, ours, peer)));
    else print(data, ours, peer);
  }
  return 0;
}
