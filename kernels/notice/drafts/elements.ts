import type { Elements } from '../elements.ts';
import { dayWords } from './day-words.ts';
import type { Story } from './story.ts';

const LABELS = { en: { account: 'account', post: 'post' }, ur: { account: 'اکاؤنٹ', post: 'پوسٹ' } } as const;

/** Every item on a line of its own, with what a form may ask for beside it. */
export function linkLines(story: Story, lang: 'en' | 'ur' = 'en'): string {
  const words = LABELS[lang];
  return story.links
    .map(({ url, account, postId }, i) =>
      [`${i + 1}. ${url}`, account && `${words.account}: ${account}`, postId && `${words.post}: ${postId}`]
        .filter(Boolean)
        .join(lang === 'ur' ? '؛ ' : '; '),
    )
    .join('\n');
}

/** What is shown, as far as it was ticked; follows on "the person for whom we write". */
const kind = ({ facts: { fake, sexual } }: Story): string => {
  if (fake)
    return `an altered or generated ${sexual ? 'intimate picture' : 'picture'} that appears to show them`;
  return `${sexual ? 'an intimate' : 'a private'} picture of them`;
};

const classOf = ({ facts }: Story): string | undefined => {
  if (facts.fake) return 'Impersonation in electronic form, including artificially morphed images.';
  return facts.sexual ? 'Material that shows the complainant in nudity or in a sexual act.' : undefined;
};

/**
 * The texts of the notice elements that the story supports, by element id. An element whose facts nobody ticked is
 * left out, so that the checklist shows it as missing: nothing is claimed for her that she did not say.
 *
 * @param provision the citation that the document relies on
 */
export function elementsOf(story: Story, provision: string): Elements {
  const { sender, facts } = story;
  const seen = dayWords(story.seenOn, 'en');
  const where = `${story.description} First seen there on ${seen}.\n${linkLines(story)}`;
  const agreed = facts.notAgreed
    ? `In good faith: the person for whom we write did not agree to the publication, at these addresses, of ${kind(story)}.`
    : undefined;
  const reason = facts.notAgreed
    ? `The person for whom we write did not agree to the publication, at these addresses, of ${kind(story)} (${provision}).`
    : undefined;
  const parts: Record<string, string | undefined> = {
    signature: `Signed for the person shown: ${sender.signer}, ${sender.name}`,
    contact: sender.contact,
    name_email: `${sender.name}, ${sender.contact}`,
    locate_info: where,
    identify_content: where,
    exact_urls: linkLines(story),
    infringing_location: linkLines(story),
    content_or_link_details: linkLines(story),
    unique_identifiers: linkLines(story),
    good_faith_nonconsent: agreed,
    no_consent_statement: facts.notAgreed
      ? 'The person shown did not agree to its being on the service.'
      : undefined,
    substantiated_reason: reason,
    declares_intimate_content: facts.sexual
      ? 'The content at these addresses is intimate image content.'
      : undefined,
    declares_subject_or_acting: 'The sender acts for the person shown, with authority.',
    declares_good_faith_true:
      "This report is made in good faith and is true to the best of the sender's knowledge and belief.",
    bona_fide_statement: 'The sender honestly believes that what this notice says is accurate and complete.',
    complaint_by_or_for_person: 'This complaint is made on behalf of the person shown.',
    content_class: classOf(story),
    copyright_work: facts.ownPicture
      ? `${story.description} Made by the person shown, who holds the copyright.`
      : undefined,
    good_faith_unauthorised: facts.ownPicture
      ? 'In good faith: neither the owner, nor an agent, nor the law has allowed this use.'
      : undefined,
    accuracy_and_authority_perjury: facts.ownPicture
      ? 'Under penalty of perjury: this notice is accurate, and the sender may act for the owner.'
      : undefined,
    residence_or_host_link:
      facts.namesResidence === 'au' ? 'The person shown ordinarily lives in Australia.' : undefined,
    applicant_is_aggrieved: facts.notAgreed
      ? 'The applicant applies for the person shown, who is harmed by this publication.'
      : undefined,
    provision_relied_on: `Provision relied on: ${provision}.`,
    basis_of_claim: reason,
    false_information_statement: facts.fake
      ? 'The picture is false: it was put together, altered or generated, and the person shown has said so.'
      : undefined,
    relief_asked:
      'We ask for: removal of the content and blocking of access to it, an end to its transmission, and that traffic data be secured.',
    identity_information_used: facts.identityUsed
      ? 'The photograph and name of the person shown were used without authority.'
      : undefined,
    written_complaint: reason,
    statement_of_facts: `${seen}: seen at the addresses listed. ${story.description}`,
    preservation_target: `Data to be preserved, from ${seen}, 00:00 UTC, on:\n${linkLines(story)}`,
  };
  return Object.fromEntries(
    Object.entries(parts).filter((each): each is [string, string] => each[1] !== undefined),
  );
}
