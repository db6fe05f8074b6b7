// JPEG XL (ISO/IEC 18181-1, D.2 and D.3): a little-endian bit string right after the signature.
import { findCodestream } from './header-box.ts';
import type { Header } from './shape.ts';

/** A JPEG XL file's header, and whether it holds an animation. */
export type JxlHeader = Header & { moves: boolean };

const RATIOS = [undefined, [1, 1], [12, 10], [4, 3], [3, 2], [16, 9], [5, 4], [2, 1]] as const;

/** Size as shown: its decoders turn the picture themselves, so there is no other reading to tell apart. */
export function readJxl(view: DataView): JxlHeader | undefined {
  const start = view.getUint16(0) === 0xff0a ? 0 : findCodestream(view);
  if (start === undefined || view.getUint16(start) !== 0xff0a) return undefined;
  let bit = 8 * (start + 2);
  const read = (count: number) => {
    let value = 0;
    for (let i = 0; i < count; i++, bit++) value += ((view.getUint8(bit >> 3) >> (bit & 7)) & 1) * 2 ** i;
    return value;
  };
  const flag = () => read(1) === 1;
  const readSize = () => {
    const small = flag();
    const side = () => (small ? 8 * (read(5) + 1) : read([9, 13, 18, 30][read(2)] ?? 9) + 1);
    const height = side();
    const ratio = RATIOS[read(3)];
    return { width: ratio ? Math.floor((height * ratio[0]) / ratio[1]) : side(), height };
  };
  const { width, height } = readSize();
  const shown = { width, height, orientation: 1, moves: false };
  const plain = flag() || !flag();
  if (plain) return shown;
  const orientation = 1 + read(3);
  if (flag()) readSize();
  // A preview has a size of its own coding; files with one are not written any more.
  const moves = !flag() && flag();
  return orientation > 4 ? { ...shown, width: height, height: width, moves } : { ...shown, moves };
}
