declare module 'libheif-js/libheif-wasm/libheif.js' {
  interface Room {
    width: number;
    height: number;
    data: Uint8ClampedArray;
  }
  /** An object of the decoder, with its address in the decoder's memory. */
  interface Held {
    $$: { ptr: number };
  }
  export interface HeifImage {
    handle: Held;
    get_width(): number;
    get_height(): number;
    /** Fills the room with RGBA; gives null when the picture cannot be decoded. */
    display(room: Room, done: (filled: Room | null) => void): void;
  }
  export interface HeifDecoder {
    /** There once a file was read. */
    decoder: Held;
    /** Decodes nothing yet; gives no image when the file cannot be read. */
    decode(bytes: Uint8Array): HeifImage[];
  }
  /**
   * The decoder; what begins with an underscore is libheif's own C interface (libheif/heif*.h of 1.23), where a struct
   * that is returned is written to the address that comes first.
   */
  export interface Heif {
    HeifDecoder: new () => HeifDecoder;
    /** New views after every call that may need more memory. */
    HEAPU8: Uint8Array;
    HEAPU32: Uint32Array;
    _malloc(bytes: number): number;
    _heif_image_handle_has_alpha_channel(image: number): number;
    _heif_image_handle_get_item_id(image: number): number;
    _heif_image_handle_get_image_tiling(error: number, image: number, turned: 0 | 1, tiling: number): void;
    _heif_image_handle_get_grid_image_tile_id(
      error: number,
      image: number,
      turned: 0 | 1,
      column: number,
      row: number,
      item: number,
    ): void;
    _heif_item_get_transformation_properties(file: number, item: number, list: number, most: number): number;
    _heif_item_get_property_type(file: number, item: number, property: number): number;
    _heif_item_get_property_transform_mirror(file: number, item: number, property: number): number;
    _heif_item_get_property_transform_rotation_ccw(file: number, item: number, property: number): number;
    _heif_decoding_options_alloc(): number;
    _heif_image_handle_decode_image_tile(
      error: number,
      image: number,
      decoded: number,
      colours: number,
      layout: number,
      options: number,
      column: number,
      row: number,
    ): void;
    _heif_image_get_width(decoded: number, channel: number): number;
    _heif_image_get_height(decoded: number, channel: number): number;
    _heif_image_get_plane_readonly2(decoded: number, channel: number, stride: number): number;
    _heif_image_release(decoded: number): void;
  }
  export default function makeHeif(options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance) => WebAssembly.Exports,
    ): WebAssembly.Exports;
  }): Heif;
}
