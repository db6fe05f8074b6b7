import type { Page } from 'playwright-core';

const act = (name: string) => `[data-act=${name}]`;
const PHRASE = '[data-view=phrase-text]';

/** Gives a page's browser a passkey of its own that nobody has to touch. */
export async function authenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

/** The one-time code in what the server prints at its first start. */
export function codeIn(printed: string): string {
  return /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}\b/.exec(printed)?.[0] ?? '';
}

/** Code, name and pledge, as a newcomer goes through them. */
export async function beginJoining(page: Page, code: string): Promise<void> {
  await page.fill(act('join-code'), code);
  await page.fill(act('join-name'), 'Rabia');
  await page.click(act('join-start'));
  await page.check(act('pledge-yes'));
  await page.click(act('sign-pledge'));
}

/** Types the group of the recovery phrase that is asked for. @returns the phrase */
export async function typePhraseBack(page: Page): Promise<string> {
  const phrase = (await page.textContent(PHRASE))?.trim() ?? '';
  const group = Number(await page.getAttribute(act('phrase-group'), 'data-group'));
  await page.fill(act('phrase-group'), phrase.split('-')[group - 1] ?? '');
  return phrase;
}

/** Joins through the console, with the phrase alone, up to the list of cases. @returns the recovery phrase */
export async function joinByHand(page: Page, code: string): Promise<string> {
  await beginJoining(page, code);
  const phrase = await typePhraseBack(page);
  await page.click(act('join-finish'));
  await page.waitForSelector('[data-view=cases]');
  return phrase;
}
