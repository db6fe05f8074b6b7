import { regimes, reviewed, type Review } from '@amaan/notice';
import type { Context } from '@amaan/responder';
import { type Finding, finder } from './finding.ts';

/** What no native speaker and no lawyer has read yet, and whether the page was built for this profile. */
export async function checkReviews({ config, store }: Context, survivor: string): Promise<Finding[]> {
  const say = finder('reviews');
  const found: Finding[] = [];
  const { rows } = await store.pool.query<Review>(
    `select regime as row, encode(file_digest, 'hex') as "fileDigest", lawyer, reviewed_on::text as "on"
     from regime_review`,
  );
  const book = regimes();
  const offered = [...book.rows.values()].filter((row) => row.ship);
  const unread = offered.filter((row) => !reviewed(book, row, rows)).length;
  if (unread > 0)
    found.push(
      say(
        'warn',
        `${unread} of ${offered.length} rows of law were read by no lawyer: ${
          config.profile === 'production' ? 'they show no deadline' : 'they are shown as drafts'
        }.`,
      ),
    );
  const page = await fetch(survivor)
    .then(async (answer) => answer.text())
    .catch(() => '');
  const built = /data-profile="(\w+)"/.exec(page)?.[1] ?? 'demo';
  if (page.includes('<html') && built !== config.profile)
    found.push(
      say(
        'fail',
        `Her page was built for the profile ${built}: AMAAN_PROFILE=${config.profile} npm run build.`,
      ),
    );
  if (found.length === 0) found.push(say('ok', 'Every row of law that is offered was read by a lawyer.'));
  return found;
}
