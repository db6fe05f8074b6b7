import { hex, list, object, oneOf, type Parse, type Parsed, toHex } from '@amaan/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { parseItem } from './answer.ts';
import { canonicalBytes } from './canonical-json.ts';
import { parseCaseEvent } from './event.ts';
import { COMPARTMENTS, type Compartment, parseGrant } from './intake.ts';
import { openGrant, openText } from './seal.ts';

/** A whole case for another organisation or for a court: sealed as it was, with a grant for the one who gets it. */
export const parseCasePackage = object({
  v: oneOf(1),
  kind: oneOf('amaan-case'),
  caseId: hex(16),
  grant: parseGrant,
  items: list(parseItem, 20_000),
  /** The ledger's Ed25519 public key, as the signed directory names it. */
  key: hex(32),
  events: list(parseCaseEvent, 100_000),
});
export type CasePackage = Parsed<typeof parseCasePackage>;

/** SHA-256 of a package, hex: how the ledger names it. */
export function packageDigest(whole: CasePackage): string {
  return toHex(sha256(canonicalBytes(whole)));
}

/** An item of a package in the clear. */
export interface OpenedItem {
  readonly id: string;
  readonly kind: string;
  readonly compartment: Compartment;
  readonly from: string;
  readonly at: string;
  readonly content: unknown;
}

/**
 * Opens a package with the age identity it was made for.
 *
 * @throws SealError `sealed` for another key or a change; ShapeError when it is not a package
 */
export async function openPackage(
  identity: string,
  value: unknown,
): Promise<{ whole: CasePackage; items: OpenedItem[] }> {
  const parse: Parse<CasePackage> = parseCasePackage;
  const whole = parse(value);
  const secrets = await openGrant(identity, whole.grant.sealed);
  const items: OpenedItem[] = [];
  for (const { id, kind, compartment, from, at, sealed } of whole.items) {
    const secret = COMPARTMENTS.includes(compartment) ? secrets[compartment] : undefined;
    const text = secret === undefined ? 'null' : await openText(secret, sealed);
    items.push({ id, kind, compartment, from, at, content: readJson(text) });
  }
  return { whole, items };
}

/** Mail and exhibits need not be JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
