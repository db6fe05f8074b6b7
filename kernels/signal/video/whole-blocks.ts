// Matroska and WebM (RFC 9559) that end too early: the cluster that the file breaks off in states more bytes than there
// are, and a reader that takes clusters whole leaves it out with every frame that is there. Its stated size is made
// that of its whole blocks.

const EBML = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** The longest id and the longest size. */
const HEAD = 12;

interface Element {
  id: number;
  /** Where its size is stated, in how many bytes. */
  sizeAt: number;
  sizeBytes: number;
  start: number;
  /** Infinity for an unknown size. */
  end: number;
}

/** @returns undefined where no element begins */
async function elementAt(file: Blob, at: number): Promise<Element | undefined> {
  const bytes = new Uint8Array(await file.slice(at, at + HEAD).arrayBuffer());
  const idBytes = Math.clz32(bytes[0] ?? 0) - 23;
  const sizeBytes = Math.clz32(bytes[idBytes] ?? 0) - 23;
  if (idBytes > 4 || sizeBytes > 8 || idBytes + sizeBytes > bytes.length) return undefined;
  const id = bytes.subarray(0, idBytes).reduce((sum, byte) => 256 * sum + byte, 0);
  const mask = 2 ** (8 - sizeBytes) - 1;
  const stated = bytes.subarray(idBytes, idBytes + sizeBytes);
  const unknown = stated.every((byte, i) => byte === (i === 0 ? mask + 2 ** (8 - sizeBytes) : 255));
  const size = stated.reduce((sum, byte, i) => 256 * sum + (i === 0 ? byte & mask : byte), 0);
  const start = at + idBytes + sizeBytes;
  return {
    id,
    sizeAt: at + idBytes,
    sizeBytes,
    start,
    end: unknown ? Number.POSITIVE_INFINITY : start + size,
  };
}

/** A size in as many bytes as it had (RFC 8794, 4): the highest bits say how many. */
function sizeIn(bytes: number, size: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  for (let i = bytes - 1, rest = size; i >= 0; i--, rest = Math.floor(rest / 256)) out[i] = rest % 256;
  out[0] = (out[0] ?? 0) | (2 ** (8 - bytes));
  return out;
}

/** The file until the last element that is whole in its last cluster. */
async function untilWhole(file: Blob, { sizeAt, sizeBytes, start }: Element): Promise<Blob> {
  let end = start;
  for (;;) {
    const block = await elementAt(file, end);
    if (!block || block.end > file.size) break;
    end = block.end;
  }
  return new Blob([file.slice(0, sizeAt), sizeIn(sizeBytes, end - start), file.slice(start, end)]);
}

/**
 * The whole blocks of a file that breaks off inside a cluster; nothing is copied but the bytes of one size.
 *
 * @returns undefined for a whole file, another format, and one that breaks off elsewhere
 */
export async function wholeBlocks(file: Blob): Promise<Blob | undefined> {
  const head = await elementAt(file, 0);
  if (head?.id !== EBML) return undefined;
  const segment = await elementAt(file, head.end);
  if (segment?.id !== SEGMENT || segment.end <= file.size) return undefined;
  for (let at = segment.start; at < file.size; ) {
    const element = await elementAt(file, at);
    if (!element || element.end === Number.POSITIVE_INFINITY) return undefined;
    if (element.end > file.size) return element.id === CLUSTER ? untilWhole(file, element) : undefined;
    at = element.end;
  }
  return undefined;
}
