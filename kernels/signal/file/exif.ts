const ORIENTATION = 0x0112;
const MAX_ENTRIES = 512;

/** A TIFF's first directory: width, height and orientation, each undefined when absent (TIFF 6.0, section 2). */
export function readTiffTags(view: DataView): { width?: number; height?: number; orientation?: number } {
  const little = view.getUint16(0) === 0x4949;
  if (view.getUint16(2, little) !== 42) return {};
  const start = view.getUint32(4, little);
  const count = Math.min(view.getUint16(start, little), MAX_ENTRIES);
  const found: { width?: number; height?: number; orientation?: number } = {};
  for (let i = 0; i < count; i++) {
    const at = start + 2 + 12 * i;
    const type = view.getUint16(at + 2, little);
    const value =
      type === 3 ? view.getUint16(at + 8, little) : type === 4 ? view.getUint32(at + 8, little) : 0;
    const tag = view.getUint16(at, little);
    if (tag === 256) found.width = value;
    else if (tag === 257) found.height = value;
    else if (tag === ORIENTATION && value >= 1 && value <= 8) found.orientation = value;
  }
  return found;
}

/** The orientation (1 to 8) in an EXIF block; 1 when it has none or is broken. */
export function readOrientation(view: DataView): number {
  try {
    return readTiffTags(view).orientation ?? 1;
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
}
