import { type QueryExecutorProvider, sql } from 'kysely';
import { refuse } from './errors.ts';
import { type HmaType, TYPES } from './read.ts';

/** The switches of the signal types, in memory over their record: a look-up reads no database. */
export class TypeSwitches {
  readonly #ratios = new Map<HmaType, number>(TYPES.map((type) => [type, 1]));

  /** Reads the record. */
  async load(db: QueryExecutorProvider): Promise<void> {
    const { rows } = await sql<{ name: HmaType; ratio: number }>`
      select name, enabled_ratio as ratio from signal_type`.execute(db);
    for (const { name, ratio } of rows) this.#ratios.set(name, ratio);
  }

  /** Each type with its ratio. */
  list(): [HmaType, number][] {
    return [...this.#ratios];
  }

  /** Changes one type, from now on and after a restart. */
  async set(db: QueryExecutorProvider, type: HmaType, ratio: number): Promise<void> {
    await sql`update signal_type set enabled_ratio = ${ratio} where name = ${type}`.execute(db);
    this.#ratios.set(type, ratio);
  }

  /** @throws HttpError 400 when the type is switched off in this look-up */
  requireOn(type: HmaType, sample: number): void {
    if ((this.#ratios.get(type) ?? 0) <= sample) throw refuse(400, `SignalType '${type}' is not enabled`);
  }
}
