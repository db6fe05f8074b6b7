import type { CaseStatus } from '@amaan/custody';
import { sql } from 'kysely';
import { type Context, today } from '../context.ts';

const DAY_MS = 86_400_000;
const DAYS = 14;

/** How one member of staff is loaded. */
export interface MemberLoad {
  /** Nothing: cases that nobody has taken. */
  readonly staff?: string;
  readonly open: number;
  /** She wrote last, or had no answer yet. */
  readonly waiting: number;
  readonly tasks: number;
  readonly overdue: number;
}

/** The team's load in counts: no case, no alias, nothing of hers. */
export interface TeamLoad {
  readonly members: readonly MemberLoad[];
  readonly days: readonly { readonly day: string; readonly opened: number; readonly answered: number }[];
  /** Hours from noon of the day a case was opened (it has no hour) to its first answer, sorted. */
  readonly firstAnswerHours: readonly number[];
  /** Cases whose keys are to be renewed because somebody left. */
  readonly staleKeys: number;
}

/** Counts over all cases, from their projections. */
export async function teamLoad(context: Context): Promise<TeamLoad> {
  const { rows } = await sql<{ state: CaseStatus }>`select state from case_status`.execute(context.store.db);
  const states = rows.map((row) => row.state);
  const now = context.now().getTime();
  const days = Array.from({ length: DAYS }, (_, i) =>
    new Date(now - (DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );
  const open = states.filter((state) => state.phase === 'open');
  return {
    members: membersOf(open, today(context)),
    days: days.map((day) => ({
      day,
      opened: states.filter((state) => state.openedOn === day).length,
      answered: states.filter((state) => state.firstAnswerAt?.startsWith(day)).length,
    })),
    firstAnswerHours: states.flatMap(hoursToAnswer).sort((a, b) => a - b),
    staleKeys: open.filter((state) => state.staleKeys).length,
  };
}

function hoursToAnswer({ openedOn, firstAnswerAt }: CaseStatus): number[] {
  if (!firstAnswerAt) return [];
  const noon = Date.parse(`${openedOn}T12:00:00Z`);
  return [Math.max(0, Math.round((Date.parse(firstAnswerAt) - noon) / 360_000) / 10)];
}

function membersOf(open: readonly CaseStatus[], day: string): MemberLoad[] {
  const members = new Map<string | undefined, { -readonly [K in keyof MemberLoad]: MemberLoad[K] }>();
  const of = (staff: string | undefined) => {
    const known = members.get(staff);
    if (known) return known;
    const fresh = { ...(staff ? { staff } : {}), open: 0, waiting: 0, tasks: 0, overdue: 0 };
    members.set(staff, fresh);
    return fresh;
  };
  for (const state of open) {
    const member = of(state.assigned);
    member.open += 1;
    if (!state.firstAnswerAt || state.messages.last === 'hers') member.waiting += 1;
    for (const task of Object.values(state.tasks ?? {})) {
      if (task.state === 'done') continue;
      const whose = of(task.staff ?? state.assigned);
      whose.tasks += 1;
      if (task.due !== undefined && task.due < day) whose.overdue += 1;
    }
  }
  return [...members.values()].sort((a, b) => b.open - a.open);
}
