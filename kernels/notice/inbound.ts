/** What a mail says about one of our notices: a suggestion that a person confirms, never an event of its own. */
export interface MailSuggestion {
  /** The notice's id, from our Message-ID. */
  readonly notice: string;
  readonly kind: 'bounced' | 'delivery-receipt' | 'auto-reply' | 'answer';
  /** When it says it was written: an instant, and the offset from UTC as it stood there. */
  readonly at?: string;
  readonly zone?: string;
}

const MESSAGE_ID = /<([0-9a-f]{32})@[^>\s]+>/g;

/** The headers of a mail (RFC 5322), names in lower case, folded lines joined. */
function headersOf(text: string): Map<string, string> {
  const head = text.split(/\r?\n\r?\n/, 1)[0] ?? '';
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).toLowerCase().trim();
    if (at > 0 && !headers.has(name)) headers.set(name, line.slice(at + 1).trim());
  }
  return headers;
}

/** Is it a report about a delivery (RFC 3464)? Then whether it failed or arrived. */
function reported(type: string, text: string): 'bounced' | 'delivery-receipt' | undefined {
  if (!/multipart\/report/i.test(type)) return undefined;
  // A read receipt (RFC 8098) proves that they have it as well.
  if (/report-type="?disposition-notification/i.test(type))
    return /^Disposition:.*;\s*displayed/im.test(text) ? 'delivery-receipt' : undefined;
  if (!/report-type="?delivery-status/i.test(type)) return undefined;
  const action = /^Action:\s*(failed|delivered|relayed|expanded|delayed)/im.exec(text)?.[1]?.toLowerCase();
  if (action === 'failed') return 'bounced';
  return action === 'delivered' ? 'delivery-receipt' : undefined;
}

/**
 * Reads a mail and says which notice it is about and what it seems to be. The subject and the sender's words decide
 * nothing: only our own Message-ID finds the notice, and only marked headers tell a machine's reply (RFC 3834).
 *
 * @param text the whole mail, as it was saved (.eml)
 */
export function readMail(text: string): MailSuggestion | undefined {
  const headers = headersOf(text);
  const type = headers.get('content-type') ?? '';
  // Mail servers that send no report name who did not get it, or come from nobody (RFC 5321, 4.5.5).
  const daemon =
    headers.has('x-failed-recipients') ||
    (/^<>$/.test(headers.get('return-path') ?? '') &&
      /mailer-daemon|postmaster/i.test(headers.get('from') ?? ''));
  const whole = /multipart\/report/i.test(type);
  const report = reported(type, text) ?? (daemon && !whole ? 'bounced' : undefined);
  const isReport = whole || daemon;
  // A report carries the headers of what it is about in its body; other mail names it in its own.
  const place = isReport ? text : `${headers.get('in-reply-to') ?? ''} ${headers.get('references') ?? ''}`;
  const notice = [...place.matchAll(MESSAGE_ID)].at(-1)?.[1];
  if (notice === undefined || (isReport && report === undefined)) return undefined;
  const written = headers.get('date') ?? '';
  const when = Date.parse(written);
  const zone = /([+-]\d{4})\b/.exec(written)?.[1];
  const automatic = /^auto-(?:replied|generated)/i.test(headers.get('auto-submitted') ?? '');
  return {
    notice,
    kind: report ?? (automatic ? 'auto-reply' : 'answer'),
    ...(Number.isFinite(when) && { at: new Date(when).toISOString() }),
    ...(zone !== undefined && { zone }),
  };
}
