import { expect, test } from 'vitest';
import { type Job } from './fold.ts';
import { REASONS } from './reasons.ts';
import { statementFor } from './statement.ts';

test('every removal has a statement with the parts of DSA Article 17(3), in both languages', () => {
  for (const { code, fits } of REASONS)
    for (const decision of fits) {
      const base = {
        id: 'a',
        kind: 'upload',
        state: 'decided',
        ticket: 't',
        item: 'i',
        openedAt: '',
        dueAt: '',
      };
      const at = { matches: [], passedBy: [], escalated: false, decidedAt: '2026-01-01T00:00:00.000Z' };
      const said = statementFor({ ...base, ...at, decision, reason: code } as Job);
      expect(said !== undefined, code).toBe(decision === 'remove' || decision === 'minor');
      if (!said) continue;
      expect(said).toMatchObject({ territory: 'everywhere', automatedDecision: false });
      expect(said.redress).toContain('court');
      expect(said.text.en).toContain(said.facts.en);
      expect(said.text.ur).toMatch(/[\u0600-\u06ff]{3}/);
      // The database of the Commission is public: what it gets tells a removal for a doubt about age from no other for safety.
      expect(said.record).toMatchObject({
        decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
        source_type: 'SOURCE_VOLUNTARY',
        automated_detection: 'Yes',
        automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
        decision_facts: said.facts.en,
        category:
          decision === 'minor'
            ? 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC'
            : 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
      });
      expect(JSON.stringify(said.record)).not.toMatch(/minor|child|under 18/i);
    }
});
