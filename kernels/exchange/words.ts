import { hashFromHex, isFlatHash } from '@amaan/signal';

/** The words of StopNCII's wire, in their exact case. */
export const SIGNAL_TYPES = ['Unknown', 'ImagePDQ', 'VideoMD5', 'VideoTMK', 'Text', 'URL'] as const;
export const HASH_STATUSES = ['Unknown', 'Received', 'Active', 'Withdrawn', 'Deleted'] as const;
export const FEEDBACK_VALUES = [
  'Unknown',
  'None',
  'QualityUnknown',
  'PendingReview',
  'Blocked',
  'NotBlocked',
  'Withdrawn',
  'Deleted',
] as const;

/** The tags that our host takes and gives: free text is refused, because it could describe a person. */
export const TAGS = ['Nude', 'SemiNude', 'Sexual', 'Synthetic', 'NotIntimate'] as const;

export type StopnciiSignalType = (typeof SIGNAL_TYPES)[number];
export type HashStatus = (typeof HASH_STATUSES)[number];
export type FeedbackValue = (typeof FEEDBACK_VALUES)[number];
export type Tag = (typeof TAGS)[number];

/** The two signal types that cross this wire in both directions, and how many bytes each holds. */
export const CARRIED = { ImagePDQ: 32, VideoMD5: 16 } as const;
export type CarriedType = keyof typeof CARRIED;

const PREFIX = 'StopNCIISignalType.';

/** Reads a word of `words`, or gives undefined: this wire's words are compared with regard to case. */
export function wordOf<const T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

/** A signal type with or without the prefix that one client puts before it. */
export function signalTypeOf(value: unknown): StopnciiSignalType | undefined {
  return wordOf(
    SIGNAL_TYPES,
    typeof value === 'string' && value.startsWith(PREFIX) ? value.slice(PREFIX.length) : value,
  );
}

/** True for the types whose hashes our host keeps. */
export function isCarried(type: StopnciiSignalType): type is CarriedType {
  return Object.hasOwn(CARRIED, type);
}

/** The hash in lower-case hex, or undefined when it does not have this type's length. */
export function hashOf(type: CarriedType, value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length !== 2 * CARRIED[type]) return undefined;
  const lower = value.toLowerCase();
  return /^[0-9a-f]*$/.test(lower) ? lower : undefined;
}

/** A photo's hash that stands for flatness alone: this wire carries no quality, so its form tells. */
export function isFlat(type: CarriedType, hash: string): boolean {
  return type === 'ImagePDQ' && isFlatHash(hashFromHex(hash));
}

/** An all-zero hash says nothing about any picture: it is refused coming in, going out and before indexing. */
export function isEmptyHash(hash: string): boolean {
  return /^0*$/.test(hash);
}
