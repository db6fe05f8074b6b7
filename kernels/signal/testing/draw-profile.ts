// Colour profiles that the project makes itself, for the tests of their reader.

/** A curve of an ICC profile, by its bytes. */
export type Curve = Buffer;

const s15 = (value: number) => {
  const four = Buffer.alloc(4);
  four.writeInt32BE(Math.round(value * 65_536));
  return four;
};

/** A curve by its gamma. */
export function gamma(value: number): Curve {
  const curve = Buffer.from('curv\0\0\0\0\0\0\0\x01\0\0\0\0', 'latin1');
  curve.writeUInt16BE(Math.round(value * 256), 12);
  return curve;
}

/** A curve by its table, 0 to 65535. */
export function points(values: readonly number[]): Curve {
  const curve = Buffer.alloc(12 + 2 * values.length);
  curve.write('curv');
  curve.writeUInt32BE(values.length, 8);
  for (const [i, value] of values.entries()) curve.writeUInt16BE(value, 12 + 2 * i);
  return curve;
}

/** A curve by a formula of ICC.1, 10.18. */
export function formula(kind: number, ...given: number[]): Curve {
  const head = Buffer.from('para\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16BE(kind, 8);
  return Buffer.concat([head, ...given.map(s15)]);
}

/** A monitor's profile: a curve for all channels, and the columns of its matrix (X, Y, Z of D50); no columns: grey. */
export function drawProfile(curve: Curve, columns: readonly number[][] = []): Buffer {
  const colours = columns.length > 0 ? ['r', 'g', 'b'] : ['k'];
  const xyz = (three: readonly number[]) =>
    Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), ...three.map(s15)]);
  const parts: [string, Buffer][] = [
    ['wtpt', xyz([0.9642, 1, 0.8249])],
    ...colours.map((name): [string, Buffer] => [`${name}TRC`, curve]),
    ...columns.map((column, i): [string, Buffer] => [`${colours[i] ?? ''}XYZ`, xyz(column)]),
  ];
  const table = Buffer.alloc(4 + 12 * parts.length);
  table.writeUInt32BE(parts.length);
  const bodies: Buffer[] = [];
  let at = 128 + table.length;
  for (const [i, [name, body]] of parts.entries()) {
    table.write(name, 4 + 12 * i);
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(body.length, 12 + 12 * i);
    const padded = Buffer.concat([body, Buffer.alloc(-body.length & 3)]);
    bodies.push(padded);
    at += padded.length;
  }
  const header = Buffer.alloc(128);
  header.writeUInt32BE(at);
  header.writeUInt32BE(0x04_20_00_00, 8);
  header.write(`mntr${columns.length > 0 ? 'RGB ' : 'GRAY'}XYZ `, 12);
  header.write('acsp', 36);
  Buffer.concat([0.9642, 1, 0.8249].map(s15)).copy(header, 68);
  return Buffer.concat([header, table, ...bodies]);
}
