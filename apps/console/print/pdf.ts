import bold from '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf?url';
import regular from '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf?url';
import urduBold from '@expo-google-fonts/noto-nastaliq-urdu/700Bold/NotoNastaliqUrdu_700Bold.ttf?url';
import urdu from '@expo-google-fonts/noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf?url';
import { type Paper, typstOf } from '@amaan/notice';
import init, { type TypstCompiler, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler';
import wasm from '@myriaddreamin/typst-ts-web-compiler/wasm?url';

const MAIN = '/main.typ';
const FONTS = [regular, bold, urdu, urduBold];
/** Diagnostics as plain lines. */
const DIAGNOSTICS = 2;

async function bytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function start(): Promise<TypstCompiler> {
  const [, ...fonts] = await Promise.all([init({ module_or_path: wasm }), ...FONTS.map(bytes)]);
  const builder = new TypstCompilerBuilder();
  const never = () => undefined;
  // It reads nothing but what it is given: no files, no packages. Its own stand-ins are left out of the build.
  await builder.set_access_model(
    {},
    () => 0,
    () => false,
    (path: string) => path,
    never,
  );
  await builder.set_package_registry({}, never);
  for (const font of fonts) await builder.add_raw_font(font);
  return builder.build();
}

let ready: Promise<TypstCompiler> | undefined;

/**
 * Sets a paper as PDF in this browser; nothing of it leaves. The compiler (8 MB over the wire) comes from our own
 * origin the first time it is needed.
 *
 * @throws Error when it cannot be loaded or the paper cannot be set
 */
export async function pdfOf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  ready ??= start();
  ready.catch(() => {
    ready = undefined;
  });
  const typst = await ready;
  typst.add_source(MAIN, typstOf(paper));
  const { result, diagnostics } = typst.compile(MAIN, undefined, 'pdf', DIAGNOSTICS) as {
    result?: Uint8Array<ArrayBuffer>;
    diagnostics?: unknown;
  };
  // What was typed goes with the page, not with the compiler.
  typst.reset_shadow();
  if (!result) throw new Error(`not set: ${JSON.stringify(diagnostics)}`);
  return result;
}
