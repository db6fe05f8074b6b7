/**
 * The one account from which every document is made, in the caseworker's browser. Each fact stands here once; a text
 * takes what its regime wants. Her name is not a field: documents say "the person shown" and the helpline signs.
 */
export interface Story {
  /** The helpline as sender: its name, and how it can be reached. */
  readonly sender: { readonly name: string; readonly signer: string; readonly contact: string };
  readonly links: readonly { readonly url: string; readonly account?: string; readonly postId?: string }[];
  /** One neutral sentence that tells the picture from others ("a photo of one person indoors"); never its details. */
  readonly description: string;
  readonly facts: StoryFacts;
  /** First day it was seen there. */
  readonly seenOn: string;
  /** Where Pakistani applications go, where the installation has decided it: see `contentAuthority`. */
  readonly contentAuthority?: string;
}

/** Facts that someone ticked. Nothing that is not ticked is ever written. */
export interface StoryFacts {
  /** Shows nudity or a sexual act. */
  readonly sexual?: boolean;
  /** Put together, altered or generated: it needs no proof. */
  readonly fake?: boolean;
  /** The picture reached the public without her agreement. */
  readonly notAgreed?: boolean;
  readonly public?: boolean;
  readonly threatened?: boolean;
  readonly demand?: boolean;
  /** She made the picture herself, so the copyright is hers. */
  readonly ownPicture?: boolean;
  readonly identityUsed?: boolean;
  readonly fakeAccount?: boolean;
  readonly namesResidence?: 'au';
}
