import type { Picture, Texts } from './pictures.ts';

const APPEALS = [
  ['iAmShown', 'I am the person shown'],
  ['agreed', 'The person shown agreed'],
  ['notThatPicture', 'This is a different picture'],
  ['news', 'This is news, art, medicine or education'],
] as const;

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escape(title)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">Photo board</a></header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** The front page: the form, and everything that everyone may see. */
export function front(pictures: readonly Picture[]): string {
  const tiles = pictures
    .map(({ id }) => `<li><a href="/p/${id}"><img src="/i/${id}" alt="A picture" loading="lazy"></a></li>`)
    .join('\n');
  return page(
    'Photo board',
    `<form method="post" action="/upload" enctype="multipart/form-data">
<label for="picture">Add a picture</label>
<input id="picture" name="picture" type="file" accept="image/*" required>
<button>Upload</button>
</form>
<h1>Newest pictures</h1>
${tiles ? `<ul class="tiles">${tiles}</ul>` : '<p>Nothing here yet.</p>'}`,
  );
}

/** A picture as everyone sees it. */
export function publicPage({ id }: Picture): string {
  return page('A picture', `<img class="large" src="/i/${id}" alt="A picture">`);
}

function both({ en, ur }: Texts): string {
  return `<p>${escape(en)}</p>\n<p lang="ur" dir="rtl">${escape(ur)}</p>`;
}

/** A picture as its uploader sees it: the same words whatever the gate said, until a person answered an objection. */
export function ownPage({ id, answer }: Picture, secret: string): string {
  const key = encodeURIComponent(secret);
  return page(
    'Your picture',
    `${answer ? `<h1>Your picture is back</h1>\n${both(answer)}\n` : ''}<img class="large" src="/i/${id}?key=${key}" alt="Your picture">
<p>Your picture is here. This address is your own: keep it. Share <a href="/p/${id}">the public address</a>;
it can take a while until it works for others.</p>`,
  );
}

/** What the uploader reads after a removal: the reasons, and how to object. */
export function removedPage(picture: Picture, secret: string): string {
  const form = `<form method="post" action="/p/${picture.id}/appeal">
<input type="hidden" name="key" value="${escape(secret)}">
<fieldset><legend>Do you object?</legend>
${APPEALS.map(
  ([value, label], i) =>
    `<label><input type="radio" name="ground" value="${value}"${i === 0 ? ' required' : ''}> ${label}</label>`,
).join('\n')}
</fieldset>
<button>Ask for another look</button>
</form>`;
  const next = picture.answer
    ? `<h2>Your objection was looked at</h2>\n${both(picture.answer)}`
    : picture.appealed
      ? '<p>You objected. Another person is looking at it.</p>'
      : picture.appealable
        ? form
        : '';
  return page(
    'Removed',
    `<h1>Your picture was removed</h1>
${picture.statement ? both(picture.statement) : '<p>It does not fit our rules.</p>'}
${next}`,
  );
}

/** A page that says one thing. */
export function notice(title: string, text: string): string {
  return page(title, `<h1>${escape(title)}</h1>\n<p>${escape(text)}</p>`);
}

export const STYLE = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
header a { font-weight: 700; text-decoration: none; color: inherit; }
form { display: grid; gap: .75rem; justify-items: start; margin: 1rem 0; }
button, input[type=file] { font: inherit; min-height: 2.75rem; }
fieldset { display: grid; gap: .5rem; border: 1px solid; border-radius: .5rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .5rem; padding: 0; list-style: none; }
.tiles img { width: 100%; aspect-ratio: 1; object-fit: cover; border-radius: .25rem; display: block; }
.large { max-width: 100%; height: auto; border-radius: .5rem; }
`;
