import type { ContentSignals } from '@amaan/bank';
import { fromUtf8 } from '@amaan/base';
import type { AtRest } from '@amaan/store';

/** What seals a content's signals, and what names one of them. */
const CONTENT = 'bank-content';
const SIGNAL = 'bank-signal';

// The first byte says how the rest is written: most banks hold nothing but PDQ hashes, and a million of them must open
// quickly.
const AS_JSON = 0;
const PDQ_ONLY = 1;

/** The single signals of a content that have a digest, by which equal ones are found. */
export const SINGLE = ['pdq', 'pdqStored', 'md5', 'sha256'] as const;
export type Single = (typeof SINGLE)[number];

/** A content's id as the 8 bytes that its sealed signals are bound to. */
export function idBytes(id: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(id));
  return bytes;
}

/** Seals all signals of one content. */
export function sealSignals(atRest: AtRest, id: string, signals: ContentSignals): Buffer {
  return atRest.seal(CONTENT, idBytes(id), encode(signals));
}

/** @throws StoreError `at-rest` */
export function openSignals(atRest: AtRest, id: string, sealed: Uint8Array): ContentSignals {
  return decode(atRest.open(CONTENT, idBytes(id), sealed));
}

/** Opens the signals of contents whose sealed forms have one length. `ids` are 8 bytes each. */
export function* openSignalsOf(
  atRest: AtRest,
  ids: Buffer,
  sealed: Buffer,
): Generator<[string, ContentSignals]> {
  const count = ids.length / 8;
  const plain = atRest.openMany(CONTENT, ids, sealed, count);
  const length = plain.length / count;
  for (let i = 0; i < count; i++)
    yield [String(ids.readBigUInt64BE(8 * i)), decode(plain.subarray(i * length, (i + 1) * length))];
}

/** The keyed digests of a content's single signals. */
export function digestsOf(atRest: AtRest, signals: ContentSignals): [Single, Buffer][] {
  return SINGLE.flatMap((type) => {
    const signal = signals[type];
    if (signal === undefined) return [];
    return [[type, signalDigest(atRest, typeof signal === 'string' ? signal : signal.hash)]];
  });
}

/** The keyed digest of one hash, given as hex in any case. */
export function signalDigest(atRest: AtRest, hash: string): Buffer {
  return atRest.digest(SIGNAL, Buffer.from(hash.toLowerCase(), 'hex'));
}

function encode(signals: ContentSignals): Buffer {
  const { pdq, ...rest } = signals;
  if (pdq && Object.values(rest).every((value) => value === undefined)) {
    const hash = Buffer.from(pdq.hash, 'hex');
    if (hash.length === 32 && Number.isInteger(pdq.quality) && pdq.quality >= 0 && pdq.quality <= 100)
      return Buffer.concat([Buffer.of(PDQ_ONLY, pdq.quality), hash]);
  }
  return Buffer.concat([Buffer.of(AS_JSON), Buffer.from(JSON.stringify(signals))]);
}

function decode(plain: Buffer): ContentSignals {
  if (plain[0] === PDQ_ONLY) return { pdq: { hash: plain.toString('hex', 2), quality: plain[1] ?? 0 } };
  return JSON.parse(fromUtf8(plain.subarray(1))) as ContentSignals;
}
