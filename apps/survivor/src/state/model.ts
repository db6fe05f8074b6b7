import type { ConsentKind, Contact, Link, Story } from '@amaan/custody';
import type { SignalSet } from '@amaan/signal';
import type { Lang } from '@amaan/base';

/** The screens, in the order she meets them; each is a file in steps/. */
export const STEPS = [
  'arrive',
  'danger',
  'who',
  'home',
  'situation',
  'threat',
  'age',
  'minor',
  'places',
  'files',
  'words',
  'review',
  'consents',
  'contact',
  'receipt',
  'typeback',
  'sending',
  'done',
  'return',
  'case',
] as const;
export type Step = (typeof STEPS)[number];

export const SITUATIONS = ['threat', 'posted', 'cultural', 'fake', 'account', 'many'] as const;
export type Situation = (typeof SITUATIONS)[number];

export const HOMES = ['know', 'unknown', 'danger'] as const;
export type Home = (typeof HOMES)[number];

/** What a picture shows, as she marks it. */
export const PICTURE_KINDS = ['sexual', 'private', 'cultural', 'altered'] as const;
export type PictureKind = (typeof PICTURE_KINDS)[number];

/** What someone who acts for another person is asked. */
export const PROXY_QUESTIONS = ['relation', 'instead'] as const;
export type ProxyQuestion = (typeof PROXY_QUESTIONS)[number];

/** The consents that are asked before sending, one question each, in this order. */
export const ASKED: readonly ConsentKind[] = [
  'shareSignals',
  'shareViews',
  'sendNotices',
  'watchLinks',
  'giveToPolice',
];

/** One picked file: its fingerprints, never itself. */
export interface Picked {
  readonly id: number;
  readonly contentType: 'photo' | 'video';
  readonly signals?: SignalSet;
  readonly refused?: string;
  /** Thousandths that are done. */
  readonly done: number;
  readonly kinds: readonly PictureKind[];
  /** Asked for each picture that is not the only thing; "under 18" and "not sure" take the picture out. */
  readonly age?: 'adult';
}

/** Everything that the page knows, in memory only. */
export interface State {
  readonly lang: Lang;
  readonly step: Step;
  /** The screens behind her, for the page's own Back. */
  readonly behind: readonly Step[];
  readonly danger?: boolean;
  readonly who: Story['forWhom'];
  readonly home?: Home;
  readonly situation: readonly Situation[];
  /** Nothing about pictures is asked or loaded until this is `adult`; no answer is treated as under 18. */
  readonly age?: 'adult';
  readonly links: readonly Link[];
  /** What stands in the link box and is not in the list yet. */
  readonly typed: string;
  /** Groups of links (`groupKey`) that she answered "18 or over" for. */
  readonly adults: readonly string[];
  readonly files: readonly Picked[];
  /** A picture or links were taken out because of the age of someone in it: only that help was offered. */
  readonly offered: boolean;
  readonly story: string;
  /** Who acts for someone else says how they are related, and why that person does not do it. */
  readonly proxy: Readonly<Record<ProxyQuestion, string>>;
  readonly consents: Readonly<Partial<Record<ConsentKind, boolean>>>;
  /** The helpline may send letters that she has not read. */
  readonly unseen: boolean;
  /** How many of the asked consents are answered. */
  readonly asked: number;
  readonly contact: Omit<Contact, 'v' | 'by'>;
  readonly pin: string;
  readonly helpLines: boolean;
}

/** What happens on the page. */
export type Action =
  | { type: 'lang'; lang: Lang }
  | { type: 'go'; step: Step }
  | { type: 'back' }
  | { type: 'danger'; danger: boolean }
  | { type: 'who'; who: Story['forWhom'] }
  | { type: 'home'; home?: Home }
  | { type: 'situation'; situation: readonly Situation[] }
  | { type: 'age'; age: 'adult' | 'minor' | 'unsure' }
  | { type: 'links'; links: readonly Link[] }
  | { type: 'links.age'; groups: readonly string[]; age: 'adult' | 'minor' | 'unsure' }
  | { type: 'links.typed'; typed: string }
  | { type: 'file.picked'; id: number; contentType: 'photo' | 'video' }
  | { type: 'file.progress'; id: number; done: number }
  | { type: 'file.signals'; id: number; signals: SignalSet }
  | { type: 'file.refused'; id: number; code: string }
  | { type: 'file.kinds'; id: number; kinds: readonly PictureKind[] }
  | { type: 'file.age'; id: number; age: 'adult' | 'minor' | 'unsure' }
  | { type: 'file.remove'; id: number; minor: boolean }
  | { type: 'files.settle' }
  | { type: 'files.clear' }
  | { type: 'files.left' }
  | { type: 'story'; story: string }
  | { type: 'proxy'; question: ProxyQuestion; answer: string }
  | { type: 'consent'; kind: ConsentKind; given: boolean; unseen?: boolean }
  | { type: 'asked'; count: number }
  | { type: 'sent' }
  | { type: 'contact'; contact: Partial<Omit<Contact, 'v' | 'by'>> }
  | { type: 'pin'; pin: string }
  | { type: 'helpLines'; shown: boolean }
  | { type: 'forget' };

/** An empty page. */
export function start(lang: Lang): State {
  return {
    lang,
    step: 'arrive',
    behind: [],
    who: 'skipped',
    situation: [],
    links: [],
    typed: '',
    adults: [],
    files: [],
    offered: false,
    story: '',
    proxy: { relation: '', instead: '' },
    consents: {},
    unseen: false,
    asked: 0,
    contact: { wish: 'none', how: '', when: '' },
    pin: '',
    helpLines: true,
  };
}
