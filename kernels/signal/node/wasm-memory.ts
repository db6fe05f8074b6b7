const MEMORY_SECTION = 5;
const HEADER = 8;
const PAGES_A_MB = 16;

/** An unsigned LEB128 number. @returns it and the place after it */
function readNumber(bytes: Uint8Array, at: number): [number, number] {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = bytes[next++] ?? 0;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, next];
  }
}

/**
 * A WebAssembly module whose one memory, which it must make itself, never grows beyond a limit: a hostile file then
 * ends its decoder instead of the machine's memory. (WebAssembly core specification, 5.5.8.)
 *
 * @throws RangeError when the module states its memory in another way
 */
export function limitMemory(module: Uint8Array, megabytes: number): Uint8Array<ArrayBuffer> {
  const out = Uint8Array.from(module);
  for (let at = HEADER; at < out.length; ) {
    const [length, start] = readNumber(out, at + 1);
    if (out[at] === MEMORY_SECTION) {
      const [least, after] = readNumber(out, start + 2);
      const [most, end] = readNumber(out, after);
      const wanted = Math.max(least, Math.min(most, PAGES_A_MB * megabytes));
      if (out[start] !== 1 || out[start + 1] !== 1 || end !== start + length) break;
      // As many bytes as before: a number may be written with more of them than it needs.
      for (let i = after, rest = wanted; i < end; i++, rest = Math.floor(rest / 128))
        out[i] = (rest % 128) | (i + 1 < end ? 128 : 0);
      return out;
    }
    at = start + length;
  }
  throw new RangeError('A module with one memory of a stated size was expected.');
}
