// Pictures that are everybody's to see and that somebody might want gone: drawn here, of nobody and no party.
import sharp from 'sharp';

const SIDE = 480;

/** `n` shapes, each drawn by its number. */
const many = (n: number, shape: (i: number) => string) =>
  Array.from({ length: n }, (_, i) => shape(i)).join('');

const star = (x: number, y: number, r: number, colour: string) =>
  `<polygon fill="${colour}" points="${Array.from({ length: 10 }, (_, i) => {
    const [angle, reach] = [(i * Math.PI) / 5 - Math.PI / 2, i % 2 ? r * 0.4 : r];
    return `${(x + reach * Math.cos(angle)).toFixed(1)},${(y + reach * Math.sin(angle)).toFixed(1)}`;
  }).join(' ')}"/>`;

const words = (text: string, y: number, size: number, colour: string) =>
  `<text x="240" y="${y}" font-size="${size}" font-weight="bold" text-anchor="middle" fill="${colour}">${text}</text>`;

/** A line of people with raised arms, seen from behind. */
const crowd = (y: number, colour: string) =>
  many(
    12,
    (i) =>
      `<g fill="${colour}"><circle cx="${20 + i * 40}" cy="${y + ((i * 29) % 31)}" r="15"/><rect x="${5 + i * 40}" y="${y + 16 + ((i * 29) % 31)}" width="30" height="180"/><rect x="${30 + i * 40}" y="${y - 40 + ((i * 17) % 37)}" width="8" height="90"/></g>`,
  );

const DRAWN = {
  poster: `<rect width="480" height="480" fill="#d8b13c"/>${many(18, (i) => `<path d="M240 200 L${240 + 480 * Math.cos((i * Math.PI) / 9)} ${200 + 480 * Math.sin((i * Math.PI) / 9)} L${240 + 480 * Math.cos((i * Math.PI) / 9 + 0.17)} ${200 + 480 * Math.sin((i * Math.PI) / 9 + 0.17)} Z" fill="#a3241c"/>`)}<circle cx="240" cy="200" r="90" fill="#f4ead0"/>${star(240, 200, 80, '#1d2b53')}${words('BREAD AND VOTES', 440, 48, '#111')}`,
  protest: `<rect width="480" height="480" fill="#9fc4d8"/><rect y="120" width="480" height="60" fill="#e8e2d0"/>${crowd(280, '#26262b')}${crowd(350, '#4b3a2f')}<rect x="60" y="60" width="360" height="110" fill="#fff"/>${words('NO WATER NO VOTE', 130, 36, '#b00')}`,
  flag: `${many(9, (i) => `<rect y="${i * 54}" width="480" height="54" fill="${i % 2 ? '#f3f3f3' : '#0b6b3a'}"/>`)}<rect width="220" height="260" fill="#20337a"/>${many(9, (i) => star(45 + (i % 3) * 65, 50 + Math.floor(i / 3) * 75, 26, '#fff'))}`,
  logo: `<rect width="480" height="480" fill="#fff"/><circle cx="240" cy="190" r="150" fill="#12486b"/><circle cx="290" cy="150" r="110" fill="#fff"/>${star(320, 150, 60, '#c33')}${many(5, (i) => `<rect x="${60 + i * 76}" y="${360 + (i % 2) * 18}" width="56" height="${70 - i * 8}" fill="#${i % 2 ? 'c33' : '12486b'}"/>`)}`,
  banner: `<rect width="480" height="480" fill="#37474f"/><rect x="20" y="150" width="440" height="180" fill="#e53935"/>${many(11, (i) => `<rect x="${30 + i * 39}" y="${160 + ((i * 13) % 40)}" width="26" height="${90 + ((i * 31) % 60)}" fill="${i % 3 ? '#fff' : '#ffd54f'}"/>`)}${words('FREE THE PRESS', 400, 50, '#eceff1')}`,
} as const;

/** A poster, a protest, a flag, a logo and a banner, as PNG files by name. */
export async function drawPosters(): Promise<Map<string, Buffer>> {
  const drawn = Object.entries(DRAWN).map(async ([name, shapes]) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}">${shapes}</svg>`;
    return [name, await sharp(Buffer.from(svg)).png().toBuffer()] as const;
  });
  return new Map(await Promise.all(drawn));
}

/** Copies as such pictures are passed on: recompressed, smaller, both in grey; and one in a frame, where the look of the whole is another. */
export async function passedOn(picture: Buffer): Promise<{ edited: Buffer[]; framed: Buffer }> {
  const edited = await Promise.all([
    sharp(picture).jpeg({ quality: 25 }).toBuffer(),
    sharp(picture).resize(240).jpeg({ quality: 60 }).toBuffer(),
    sharp(picture).resize(300, 280, { fit: 'fill' }).greyscale().jpeg({ quality: 40 }).toBuffer(),
  ]);
  const edge = Math.round(SIDE / 18);
  const frame = { top: edge, bottom: edge, left: edge, right: edge, background: '#222' };
  return { edited, framed: await sharp(picture).extend(frame).png().toBuffer() };
}
