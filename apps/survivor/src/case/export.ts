import { openJson } from '@amaan/custody';
import { messagesOf, partOf, type Visit } from './visit.ts';

/**
 * Everything of the case in one readable file: what was sealed, opened; and the ledger as it stands, so that anyone
 * can check it. What cannot be opened is given sealed.
 */
export async function exportCase(visit: Visit): Promise<string> {
  const file = await partOf(visit, 'file');
  const items = await Promise.all(
    (file?.items ?? []).map(async ({ id, kind, compartment, from, at, sealed }) => {
      const secret = visit.secrets[compartment];
      try {
        if (secret) return { id, kind, from, at, content: await openJson(secret, sealed) };
      } catch {
        // Given as it is, below: she can take it to someone who has another key.
      }
      return { id, kind, from, at, sealed };
    }),
  );
  const { news, words } = visit;
  return `${JSON.stringify(
    {
      v: 1,
      checkWords: words.en,
      items,
      messages: await messagesOf(visit),
      signals: file?.signals ?? [],
      ledger: { case: news?.caseId ?? '', head: news?.head ?? null, events: news?.events ?? [] },
    },
    null,
    2,
  )}\n`;
}
