const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML, attributes too. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? '');
}

/** The one style of the form's pages. */
export const FORM_STYLE = `
:root { color-scheme: light dark; }
body { font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 1rem; }
label, legend { display: block; font-weight: 600; margin-block: 1.25rem .25rem; }
fieldset { border: 1px solid; border-radius: .25rem; margin-block: 1.25rem; }
fieldset label { font-weight: 400; margin-block: .5rem; }
input[type=text], input[type=email], textarea { box-sizing: border-box; font: inherit; padding: .5rem; width: 100%; }
input[type=checkbox], input[type=radio] { height: 1.25rem; vertical-align: text-bottom; width: 1.25rem; }
button { font: inherit; margin-block: 1.5rem; min-height: 2.75rem; padding: .5rem 1.5rem; }
.problem { border-inline-start: .25rem solid #b00020; padding-inline-start: .75rem; }
code { font-size: 1.125rem; overflow-wrap: anywhere; }
`;

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/notices/style.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}

/** What someone typed: shown again when something is missing, so that nothing has to be written twice. */
export type Typed = Readonly<Record<string, string>>;

function radio(typed: Typed, name: string, value: string, text: string): string {
  const checked = typed[name] === value ? ' checked' : '';
  return `<label><input type="radio" name="${name}" value="${value}" required${checked}> ${escapeHtml(text)}</label>`;
}

function box(typed: Typed, name: string, text: string): string {
  const checked = typed[name] === 'yes' ? ' checked' : '';
  return `<label><input type="checkbox" name="${name}" value="yes" required${checked}> ${escapeHtml(text)}</label>`;
}

/** The form: works without script, asks for nothing that the law does not ask for. */
export function formPage(typed: Typed = {}, problem?: string): string {
  const value = (name: string): string => escapeHtml(typed[name] ?? '');
  return page(
    'Ask us to remove an intimate picture',
    `<h1>Ask us to remove an intimate picture</h1>
${problem ? `<p class="problem" role="alert">${escapeHtml(problem)}</p>` : ''}
<p>For a picture or video of a person, shared here without that person's consent. No account, no identity document, and please do not send the picture. You get a number at once; a person decides.</p>
<form method="post" action="/notices">
<label for="links">Addresses where it is, one on each line</label>
<textarea id="links" name="links" rows="4" required maxlength="20000" dir="ltr">${value('links')}</textarea>
<label for="description">What tells it from others, in a few neutral words (you may leave this empty)</label>
<input id="description" name="description" type="text" maxlength="300" value="${value('description')}">
<fieldset>
<legend>Who are you?</legend>
${radio(typed, 'who', 'depicted_person', 'I am the person shown')}
${radio(typed, 'who', 'authorised_person', 'I act for the person shown, with their agreement')}
</fieldset>
<fieldset>
<legend>Was the person shown 18 or over when it was made?</legend>
${radio(typed, 'age', 'adult', '18 or over')}
${radio(typed, 'age', 'younger', 'Under 18, or I am not sure')}
</fieldset>
${box(typed, 'nonconsent', 'In good faith, I believe that the person shown did not agree to its being published here.')}
<label for="contact">How we can reach you</label>
<input id="contact" name="contact" type="text" required maxlength="200" value="${value('contact')}" autocomplete="off">
<label for="signature">Your name, as your signature (a name you are known by)</label>
<input id="signature" name="signature" type="text" required maxlength="100" value="${value('signature')}" autocomplete="off">
<button>Send</button>
</form>
<p><a href="/notices/status">Ask about a notice that you sent</a></p>`,
  );
}

/** The receipt: this page is the sender's proof, so it has number, time and secret. */
export function receiptPage(number: string, at: string, secret: string): string {
  return page(
    'We have your notice',
    `<h1>We have your notice</h1>
<p>Number: <code>${escapeHtml(number)}</code></p>
<p>Received: <time datetime="${escapeHtml(at)}">${escapeHtml(at)}</time></p>
<p>Secret, to ask about it: <code>${escapeHtml(secret)}</code></p>
<p>Keep these three. A person looks at it; you can <a href="/notices/status">ask what became of it</a>.</p>`,
  );
}

/** Where children are sent instead: nothing that was typed is kept. */
export function youngerPage(): string {
  return page(
    'There is a better place for this',
    `<h1>There is a better and safer place for this</h1>
<p>Nothing of what you typed was kept. For a person who was under 18 when the picture was made:</p>
<ul>
<li><a rel="noreferrer" href="https://takeitdown.ncmec.org">Take It Down</a>: any country, no name, on the device that has the picture. Do not download a picture in order to report it.</li>
<li><a rel="noreferrer" href="https://report.iwf.org.uk">The Internet Watch Foundation</a>: anonymous, for addresses that everyone can open.</li>
</ul>`,
  );
}

const SAID: Record<string, string> = {
  acknowledged: 'Received',
  decided: 'Decided: some of it was removed',
  removed: 'Removed',
  refused: 'Not removed',
  needsMore: 'We need more: none of the addresses is one of ours',
};

/** What became of a notice, or the form that asks. */
export function statusPage(messages?: readonly { event: string; at: string }[], problem?: string): string {
  const list = messages?.map(
    ({ event, at }) => `<li>${escapeHtml(at)}: ${escapeHtml(SAID[event] ?? event)}</li>`,
  );
  return page(
    'What became of a notice',
    `<h1>What became of a notice</h1>
${problem ? `<p class="problem" role="alert">${escapeHtml(problem)}</p>` : ''}
${list ? `<ol>${list.join('\n')}</ol>` : ''}
<form method="post" action="/notices/status">
<label for="number">Number</label>
<input id="number" name="number" type="text" required maxlength="20" autocomplete="off">
<label for="secret">Secret</label>
<input id="secret" name="secret" type="text" required maxlength="40" autocomplete="off">
<button>Ask</button>
</form>`,
  );
}
