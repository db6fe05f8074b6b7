/** The build puts the bytes of the file into the script (tools/pages/wasm.ts). */
declare module '*.wasm' {
  export default function bytes(): Uint8Array<ArrayBuffer>;
}
