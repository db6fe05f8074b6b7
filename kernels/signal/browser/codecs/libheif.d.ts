declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface Room {
    width: number;
    height: number;
    data: Uint8ClampedArray;
  }
  interface HeifImage {
    get_width(): number;
    get_height(): number;
    /** Fills the room with RGBA; gives null when the picture cannot be decoded. */
    display(room: Room, done: (filled: Room | null) => void): void;
  }
  interface Heif {
    /** Decodes nothing yet; gives no image when the file cannot be read. */
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
  }
  export default function makeHeif(options: { wasmBinary: Uint8Array }): Heif;
}
