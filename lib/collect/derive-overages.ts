/** Brings the stored overages of customers in one dataset in line with their records. */
import { inParallel, type Table } from '../ledger/client.ts';
import { loadCatalogues, type Place } from '../ledger/load.ts';
import type { OverageRecord } from '../ledger/overages.ts';
import { overageChanges, type Subject } from './overage-changes.ts';
import { type Change, isSameSeries, replaceEach, saveAll } from './save-overages.ts';

export interface OverageChange {
  /** Null = there was none of this series and beginning. */
  readonly before: OverageRecord | null;
  readonly after: OverageRecord | null;
}

interface Derived {
  readonly changes: readonly OverageChange[];
  /** All overages of each customer, as they are now. */
  readonly all: ReadonlyMap<string, readonly OverageRecord[]>;
}

/** Whoever writes last looks again: two runs at once must not leave what one of them saw half of. */
const ROUNDS = 5;

export async function deriveOverages(
  table: Table,
  place: Place,
  subjects: readonly Subject[],
  now: Date,
): Promise<Derived> {
  const changes: OverageChange[] = [];
  const all = new Map<string, readonly OverageRecord[]>();
  let left = subjects;
  for (let round = 1; round <= ROUNDS && left.length > 0; round++) {
    const found: Change[] = [];
    const touched: Subject[] = [];
    await inParallel(left, 8, async (subject) => {
      const { changes: own, overages, areRead } = await overageChanges(table, place, subject, now);
      all.set(subject.customer.customer, overages);
      if (own.length === 0) return;
      // Most only go on, or end. Their records were read after them: they are right unless somebody else was faster.
      const goesOn = areRead && own.every(isSameSeries);
      const written = goesOn ? await replaceEach(table, own) : [];
      changes.push(...written);
      if (!goesOn) found.push(...own);
      if (written.length < own.length) touched.push(subject);
    });
    await saveAll(table, found);
    changes.push(...found);
    const ids = touched.map(({ customer }) => customer.customer);
    const names = await loadCatalogues(table, place, ids);
    left = touched.flatMap(({ customer, from }) => {
      const catalogue = names.get(customer.customer);
      return catalogue ? [{ customer, catalogue, from }] : [];
    });
  }
  return { changes, all };
}
