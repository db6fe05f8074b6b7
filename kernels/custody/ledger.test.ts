import { randomBytes } from 'node:crypto';
import { toHex } from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { checkDeclaration } from './declaration.ts';
import {
  chainEvent,
  type CaseEvent,
  type ChainHead,
  type EventDraft,
  type EventType,
  parseCaseEvent,
  REFS,
} from './event.ts';
import { foldAll } from './fold.ts';
import { headOf, verifyLedger } from './ledger.ts';

const secret = randomBytes(32);
const key = toHex(ed25519.getPublicKey(secret));
const sign = (bytes: Uint8Array) => ed25519.sign(bytes, secret);
const caseId = 'c'.repeat(32);
const id = '0123456789abcdef'.repeat(2);
const digest = id + id;
const at = '2026-11-24T10:00:00.000Z';
const notice = { notice: id };

const SAMPLES: { [T in EventType]: object } = {
  'case.opened': { story: digest, links: digest, contact: digest, linkCount: 2, grants: 3 },
  'case.released': { signals: [id], ageMark: 'adult' },
  'declaration.changed': { state: 'declared', reason: 'intake' },
  'declaration.proposed': { approval: id, state: 'refused', reason: 'out-of-scope' },
  'declaration.passed': { approval: id, reason: 'looked-into' },
  'declaration.dropped': { approval: id, reason: 'taken-back' },
  'signal.shared': { signal: id, record: id },
  'signal.withdrawn': { signal: id, record: id, reason: 'survivor' },
  'message.added': { message: id, digest, from: 'survivor' },
  'message.hidden': { message: id, kind: 'threat' },
  'link.added': { item: id, digest, count: 3 },
  'words.added': { item: id, digest, kind: 'story' },
  'link.seen': { ...notice, link: 0, state: 'missing', reason: 'status-404' },
  'consent.changed': {
    kind: 'sendNotices',
    given: 'yes',
    scope: { signer: 'helpline', addressees: ['any'], until: '2027-01-01' },
  },
  'grant.added': { grant: id, kind: 'staff', to: digest, compartments: ['story'], helper: id },
  'grant.revoked': { grant: id, reason: 'helper' },
  'keys.rotated': { compartments: ['story'], reason: 'receipt', digest },
  'receipt.replaced': { locatorHash: digest },
  'case.read': { compartments: ['story'] },
  'case.assigned': { staff: id },
  'case.kept': { until: '2027-01-01' },
  'notice.drafted': {
    ...notice,
    regime: 'US-223a',
    regimeVersion: '2026-05-19',
    addressee: 'demo',
    links: 1,
    digest,
  },
  'notice.consented': { ...notice, digest, given: 'yes' },
  'notice.approved': { ...notice, digest },
  'notice.sent': { ...notice, digest, channel: 'api' },
  'notice.receipted': { ...notice, at, number: 'N-1', due: at, kind: 'api', proof: digest },
  'notice.bounced': { ...notice },
  'notice.happened': { ...notice, what: 'authority.time_extended', at, until: '2027-01-01' },
  'notice.due': { ...notice, regime: 'AU-77', kind: 'duty', state: 'running', due: at },
  'notice.incomplete': { ...notice, element: 'signature' },
  'notice.withdrawn': { ...notice, reason: 'survivor' },
  'notice.answered': { ...notice, answer: 'refused', reason: 'not-found' },
  'notice.expired': { ...notice, due: at },
  'removal.asserted': { ...notice, links: [0] },
  'removal.observed': { ...notice, link: 0, lastSeen: at, firstMissed: at },
  reappeared: { ...notice, link: 0, next: id },
  'escalation.drafted': { ...notice, escalation: id, authority: 'ftc', digest },
  'exhibit.added': { exhibit: id, digest },
  'export.approved': { approval: id, kind: 'export', step: 1, to: digest },
  'export.refused': { approval: id, reason: 'asked-back' },
  'export.made': { approval: id, digest },
  'task.added': { task: id, digest, due: '2026-12-01', staff: id },
  'task.changed': { task: id, state: 'done', due: '2026-12-01', staff: id },
  'referral.proposed': { referral: id, digest },
  'referral.answered': { referral: id, answer: 'yes' },
  'referral.made': { referral: id },
  'case.held': { until: '2027-01-01', reason: 'court' },
  'case.closed': { reason: 'done' },
  'case.erased': { reason: 'survivor' },
};
const drafts = Object.entries(SAMPLES).map(
  ([type, refs]) =>
    ({
      type,
      refs,
      actor: type === 'case.opened' ? { role: 'survivor' } : { role: 'caseworker', id },
    }) as EventDraft,
);

function chain(of: readonly EventDraft[], before: readonly CaseEvent[] = []): CaseEvent[] {
  const events = [...before];
  let head: ChainHead | undefined = before.length > 0 ? headOf(before.at(-1) as CaseEvent) : undefined;
  for (const draft of of) {
    const event = chainEvent(draft, head, { caseId, now: at, id: toHex(randomBytes(16)), sign });
    head = headOf(event);
    events.push(event);
  }
  return events;
}

/** Every copy of a value with one of its texts changed. */
function* variants(value: unknown, replace: (text: string) => string): Generator<unknown> {
  if (typeof value === 'string') yield replace(value);
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value))
      for (const changed of variants(item, replace))
        yield Array.isArray(value)
          ? value.map((each, i) => (String(i) === name ? changed : each))
          : { ...value, [name]: changed };
}

test('no type of event takes free text anywhere, nor a field that its schema does not have', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(REFS).sort());
  for (const [type, refs] of Object.entries(SAMPLES)) {
    const parse = REFS[type as EventType];
    expect(parse(refs)).toEqual(refs);
    expect(() => parse({ ...refs, note: 'x' })).toThrow();
    for (const words of ['she wrote this', 'ذاتی تصاویر', 'x'.repeat(65), 'a@b.example'])
      for (const changed of variants(refs, () => words)) expect(() => parse(changed)).toThrow();
  }
});

test('a whole chain holds, gives its head, and folds to the same state every time', () => {
  const events = chain(drafts);
  const copy = JSON.parse(JSON.stringify(events)) as CaseEvent[];
  expect(verifyLedger(caseId, copy, key)).toEqual(headOf(events.at(-1) as CaseEvent));
  expect(foldAll(copy)).toEqual(foldAll(events));
  expect(foldAll(events)).toMatchObject({ phase: 'erased', openedOn: '2026-11-24', linkCount: 5 });
});

test('any text changed, an event dropped, added, reordered, of another case or key: refused', () => {
  const events = chain(drafts.slice(0, 8));
  for (let i = 0; i < events.length; i++) {
    for (const changed of variants(events[i], (text) =>
      text.endsWith('a') ? `${text.slice(0, -1)}b` : `${text.slice(0, -1)}a`,
    ))
      expect(() => verifyLedger(caseId, events.with(i, changed as CaseEvent), key)).toThrow(
        expect.objectContaining({ name: 'LedgerError' }),
      );
    if (i < events.length - 1) expect(() => verifyLedger(caseId, events.toSpliced(i, 1), key)).toThrow();
    if (i > 0)
      expect(() =>
        verifyLedger(
          caseId,
          events.with(i, events[i - 1] as CaseEvent).with(i - 1, events[i] as CaseEvent),
          key,
        ),
      ).toThrow();
    expect(() => verifyLedger(caseId, events.toSpliced(i, 0, events[i] as CaseEvent), key)).toThrow();
  }
  expect(() => verifyLedger('d'.repeat(32), events, key)).toThrow(
    expect.objectContaining({ code: 'ledger.link' }),
  );
  const stranger = toHex(ed25519.getPublicKey(randomBytes(32)));
  expect(() => verifyLedger(caseId, events, stranger)).toThrow(
    expect.objectContaining({ code: 'ledger.signature' }),
  );
});

test('with the head that she holds, a cut tail and a fork show', () => {
  const events = chain(drafts.slice(0, 6));
  const seen = headOf(events[4] as CaseEvent);
  expect(verifyLedger(caseId, events, key, seen)?.seq).toBe(5);
  expect(() => verifyLedger(caseId, events.slice(0, 4), key, seen)).toThrow(
    expect.objectContaining({ code: 'ledger.cut' }),
  );
  const fork = chain(drafts.slice(8, 12), events.slice(0, 3));
  expect(() => verifyLedger(caseId, fork, key, seen)).toThrow(
    expect.objectContaining({ code: 'ledger.fork', seq: 4 }),
  );
  expect(() => verifyLedger(caseId, [], key, seen)).toThrow(expect.objectContaining({ code: 'ledger.cut' }));
});

test('her own acts carry the day alone, and an event that says more is refused', () => {
  const [opened] = chain(drafts.slice(0, 1));
  expect(opened?.at).toBe('2026-11-24');
  expect(() => parseCaseEvent({ ...opened, at })).toThrow();
  expect(() => parseCaseEvent({ ...opened, v: 2 })).toThrow();
  expect(() => parseCaseEvent({ ...opened, actor: { role: 'survivor', name: 'x' } })).toThrow();
  expect(canonicalJson(opened)).not.toContain('T10:00');
});

test('a declaration never skips a state, and only a person corroborates or refuses', () => {
  const change = (state: string, role: string) =>
    ({ type: 'declaration.changed', actor: { role }, refs: { state, reason: 'x' } }) as EventDraft;
  expect(() => checkDeclaration('declared', change('corroborated', 'caseworker'))).toThrow();
  expect(() => checkDeclaration('candidate', change('corroborated', 'server'))).toThrow();
  expect(() => checkDeclaration('candidate', change('refused', 'survivor'))).toThrow();
  checkDeclaration('candidate', change('corroborated', 'caseworker'));
  for (const from of ['declared', 'candidate', 'corroborated', 'suspended', 'refused'] as const)
    checkDeclaration(from, change('withdrawn', 'survivor'));
});

test('two people pass what waits where the declaration stands, and let one on hold go on; neither confirms anything', () => {
  const approval = id;
  const pass = (role: string) =>
    ({ type: 'declaration.passed', actor: { role, id }, refs: { approval, reason: 'x' } }) as EventDraft;
  for (const from of ['none', 'declared', 'suspended', 'refused', 'withdrawn'] as const)
    expect(() => checkDeclaration(from, pass('caseworker'))).toThrow();
  for (const role of ['server', 'survivor'])
    expect(() => checkDeclaration('candidate', pass(role))).toThrow();
  checkDeclaration('candidate', pass('caseworker'));
  checkDeclaration('corroborated', pass('supervisor'));
  const goOn = (role: string, refs: object) =>
    ({
      type: 'declaration.changed',
      actor: { role, id },
      refs: { state: 'candidate', reason: 'x', ...refs },
    }) as EventDraft;
  expect(() => checkDeclaration('suspended', goOn('caseworker', {}))).toThrow();
  expect(() => checkDeclaration('suspended', goOn('server', { approval }))).toThrow();
  checkDeclaration('suspended', goOn('caseworker', { approval }));

  const refs = { approval, state: 'passed', reason: 'looked-into' };
  const proposed = { type: 'declaration.proposed', actor: { role: 'caseworker', id }, refs } as EventDraft;
  const became = { type: 'declaration.changed', actor: { role: 'server' } } as EventDraft;
  const candidate = { ...became, refs: { state: 'candidate', reason: 'x' } } as EventDraft;
  const waiting = foldAll(chain([candidate, proposed]));
  expect(waiting?.passed).toBeUndefined();
  expect(waiting?.proposals).toEqual({ [id]: { kind: 'passed', by: id, state: 'asked' } });
  expect(foldAll(chain([candidate, proposed, pass('admin')]))).toMatchObject({
    declaration: 'candidate',
    passed: true,
    proposals: { [id]: { state: 'agreed' } },
  });
});
