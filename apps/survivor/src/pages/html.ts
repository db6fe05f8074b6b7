const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it stands in HTML. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}

/** One static page: no script, a neutral title, the one style of the page (or its own, in a file to keep). */
export function document(options: {
  lang: string;
  dir: string;
  style?: string;
  inline?: string;
  title: string;
  body: string;
}): string {
  const { lang, dir, style, inline, title, body } = options;
  const look = style
    ? `<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${style}">`
    : `<style>${inline ?? ''}</style>`;
  return `<!doctype html>
<html lang="${lang}" dir="${dir}" translate="no">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<title>${escape(title)}</title>
${look}
</head>
<body>
<div class="sheet">
${body}
</div>
</body>
</html>
`;
}
