/**
 * What would lose somebody who works by keys or by ear on the screen that is open. Runs in the page.
 *
 * @returns each fault in a line; none when the screen is as it should be
 */
export function audit(step: string): string[] {
  const found: string[] = [];
  const say = (what: string, of?: Element) =>
    found.push(`${step}: ${what} ${of?.outerHTML.slice(0, 90) ?? ''}`);
  // T1: pause and delete are always there; of a case that was sent, to close it here.
  if (!document.querySelector('.foot :is([data-act="forget"], [data-act="close-case"])'))
    say('no way to delete or to close');
  // T1: every question can be passed over. A7: what may stay on the phone is one tap away. A11: the page reads itself.
  if (
    /^(?:arrive|who|home|situation|age|places|files|words|consents-\w+|contact)$/.test(step) &&
    !document.querySelector('[data-act="skip"]') &&
    !(/^(?:files|words|contact|places)$/.test(step) && document.querySelector('[data-act="next"]'))
  )
    say('a question that cannot be skipped');
  if (!document.querySelector('.foot a[href$="/traces"]')) say('no word on what may stay');
  if (!document.querySelector('.foot [data-act="read-page"]')) say('nothing reads the page aloud');
  const headings = [...document.querySelectorAll('h1, h2, h3, h4')];
  if (headings.filter(({ tagName }) => tagName === 'H1').length !== 1) say('not one first heading');
  headings.forEach((one, i) => {
    const before = headings[i - 1];
    if (before && Number(one.tagName[1]) > Number(before.tagName[1]) + 1)
      say('a level of heading left out', one);
  });
  // What was said last must be heard, and the order of keys is the order of reading.
  for (const one of document.querySelectorAll('[tabindex]'))
    if (Number(one.getAttribute('tabindex')) > 0) say('an order of its own', one);
  const reached = [
    ...document.querySelectorAll<HTMLElement>('a[href], button, input, textarea, select, summary'),
  ];
  if (reached[0]?.dataset.act !== 'exit') say('the exit is not first', reached[0]);
  for (const one of reached) {
    if (one.closest('details:not([open]) > :not(summary)')) continue;
    const { transitionDuration, animationDuration } = getComputedStyle(one);
    if (Number.parseFloat(transitionDuration) > 0.01 || Number.parseFloat(animationDuration) > 0.01)
      say('moves although less motion is asked for', one);
    const box = one.getBoundingClientRect();
    if (one.matches('button, summary, select') && box.height > 0 && box.height < 43.5)
      say('smaller than a finger', one);
  }
  for (const one of document.querySelectorAll('.button[aria-pressed="true"]'))
    if (!getComputedStyle(one, '::after').content.includes('✓')) say('chosen by colour alone', one);
  for (const one of document.querySelectorAll('[role="alert"], [role="status"]'))
    if (one.closest('[aria-hidden="true"]')) say('said where nobody hears it', one);
  return found;
}
