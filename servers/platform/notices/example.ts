import { EXAMPLE } from '@amaan/http';
import { sealDocument } from '@amaan/notice';

/** A notice as somebody hands it in, for the description of the route. */
export const EXAMPLE_NOTICE = sealDocument({
  v: 1,
  id: EXAMPLE.id,
  regime: 'US-223a',
  regimeVersion: '2026-05-19',
  addressee: 'photo-board',
  sender: 'A helpline',
  onBehalf: 'authorised_person',
  links: [{ url: 'https://site.example/p/2041' }],
  elements: { good_faith_nonconsent: 'I believe in good faith that I did not agree to this being shown.' },
  text: { en: 'This is a notice under 47 U.S.C. 223a about an intimate picture shared without consent.' },
  reply: { email: 'notices@helpline.example' },
  createdAt: EXAMPLE.at,
});
