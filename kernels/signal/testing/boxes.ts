// Boxes put into HEIC and AVIF files that others wrote: what a camera says of its picture beside the picture.

/** A box: its size, its name, its data. */
export function box(name: string, ...data: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(data);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(name, 4);
  return Buffer.concat([head, body]);
}

/** Turned by so many quarters against the clock (ISO/IEC 23008-12, 6.5.10). */
export const turnedBox = (quarters: number) => box('irot', Buffer.from([quarters]));
/** Mirrored: 0 swaps top and bottom, 1 left and right (6.5.12). */
export const mirroredBox = (axis: 0 | 1) => box('imir', Buffer.from([axis]));
/** Colours by number (ITU-T H.273), the whole range of values used; the matrix is that of BT.601. */
export const coloursBox = (primaries: number, transfer: number) =>
  box('colr', Buffer.from('nclx'), Buffer.from([0, primaries, 0, transfer, 0, 6, 0x80]));

/**
 * The file with more properties of its one picture. It must have its sizes in 32 bits and its pixels behind all boxes.
 */
export function withProperties(file: Buffer, ...properties: readonly Buffer[]): Buffer {
  const out = Buffer.from(file);
  const find = (name: string) => out.indexOf(name, 0, 'latin1') - 4;
  const grow = (name: string, by: number) => out.writeUInt32BE(out.readUInt32BE(find(name)) + by, find(name));
  const [ipco, ipma] = [find('ipco'), find('ipma')];
  const ipcoEnd = ipco + out.readUInt32BE(ipco);
  const ipmaEnd = ipma + out.readUInt32BE(ipma);
  let count = 0;
  for (let at = ipco + 8; at < ipcoEnd; at += out.readUInt32BE(at)) count++;
  const boxes = Buffer.concat(properties);
  const added = boxes.length + properties.length;
  grow('meta', added);
  grow('iprp', added);
  grow('ipco', boxes.length);
  grow('ipma', properties.length);
  // One item: version and flags, number of items, its id, then how many properties it has.
  out[ipma + 18] = (out[ipma + 18] ?? 0) + properties.length;
  const pixels = find('mdat') + 8;
  for (let at = find('iloc'), end = at + out.readUInt32BE(at); at + 4 <= end; at++)
    if (out.readUInt32BE(at) === pixels) out.writeUInt32BE(pixels + added, at);
  const essential = Buffer.from(properties.map((_, i) => 0x80 | (count + i + 1)));
  return Buffer.concat([
    out.subarray(0, ipcoEnd),
    boxes,
    out.subarray(ipcoEnd, ipmaEnd),
    essential,
    out.subarray(ipmaEnd),
  ]);
}
