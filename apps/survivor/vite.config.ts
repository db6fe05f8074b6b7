import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';
import { defineConfig, type Plugin } from 'vite';
import { GUIDE_TEXTS, guidePages, langsOf } from './src/pages/guides.ts';
import { neutral, safety } from './src/pages/safety.ts';
import { SERVICES } from './src/directory/services.ts';
import { CASE_STRINGS } from './src/strings/case.ts';
import { heic } from './src/strings/heic.ts';

const PROFILE = process.env.AMAAN_PROFILE === 'production' ? 'production' : 'demo';
// The same sources give the same bytes: what is static is judged by the day of the newest look-up, never by today.
const LOOKED_UP =
  SERVICES.map(({ checkedOn }) => checkedOn)
    .toSorted()
    .at(-1) ?? '';

const FONTS = {
  naskh: import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
  nastaliq: import.meta.resolve(
    '@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-400-normal.woff2',
  ),
} as const;
/** What Urdu is written with, in the range that the style gives these fonts, beside the letters that the page's own strings use: she may type any of these. */
const URDU =
  'ءآأؤئابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھۂۃیےۓةكي' +
  '\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670،؛؟۔٪٫٬٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹\u200c\u200d\u200e\u200f';

async function font(name: keyof typeof FONTS): Promise<Buffer> {
  const source = readFileSync(fileURLToPath(FONTS[name]));
  const used = JSON.stringify([CASE_STRINGS, heic, SERVICES, GUIDE_TEXTS]).replace(
    /[^\u0600-\u06ff\u200c-\u200f]/g,
    '',
  );
  return subsetFont(source, URDU + used, { targetFormat: 'woff2' });
}

/** The parts of the page that no script makes: safety, guides, the neutral page, and the fonts cut to Urdu. */
function pages(): Plugin {
  return {
    name: 'amaan-pages',
    enforce: 'post',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html
          .replace('<!-- amaan-safety -->', () => safety(PROFILE, LOOKED_UP, langsOf(PROFILE)))
          .replace('%profile%', PROFILE)
          .replace('%langs%', langsOf(PROFILE).join(' ')),
    },
    async generateBundle(_options, bundle) {
      const style = Object.keys(bundle).find((file) => file.endsWith('.css'));
      if (!style) throw new TypeError('The page has no style.');
      this.emitFile({ type: 'asset', fileName: 'safe.html', source: neutral(`/${style}`) });
      for (const { file, html } of guidePages({ style: `/${style}`, profile: PROFILE, today: LOOKED_UP }))
        this.emitFile({ type: 'asset', fileName: file, source: html });
      for (const name of ['naskh', 'nastaliq'] as const)
        this.emitFile({ type: 'asset', fileName: `fonts/${name}.woff2`, source: await font(name) });
    },
  };
}

export default defineConfig({
  plugins: [pages()],
  // One copy of each: age's post-quantum recipients, of which we use none, would bring another of both.
  resolve: { dedupe: ['@noble/curves', '@noble/hashes'] },
  build: { rolldownOptions: { external: [/^\/fonts\//] } },
});
