/** Writes what overages have become. */
import { isDeepStrictEqual } from 'node:util';
import { type Key, putIf, type Table, writeAll } from '../ledger/client.ts';
import { overageKey } from '../ledger/keys.ts';
import { encodeOverage, type OverageRecord, type StoredOverage } from '../ledger/overages.ts';

export interface Change {
  /** As read from the table. */
  readonly before: StoredOverage | null;
  readonly after: OverageRecord | null;
}

export async function saveAll(table: Table, changes: readonly Change[]): Promise<void> {
  const puts = changes.flatMap(({ before, after }) => (after ? [encodeOverage(after, versionAfter(before))] : []));
  const deletes = changes.flatMap(({ before, after }) => (before && !after ? [keyOf(before)] : []));
  // New ones first: a crash in between leaves one too many, which the next reading takes away, never one too few.
  await writeAll(table, puts);
  await writeAll(table, [], deletes);
}

/** Of changes of the same series those that nobody else has written since they were read. */
export async function replaceEach(table: Table, changes: readonly Change[]): Promise<Change[]> {
  const written: Change[] = [];
  for (const change of changes) {
    const { before, after } = change;
    const item = after && encodeOverage(after, versionAfter(before));
    if (item && (await putIf(table, item, before?.version ?? null))) written.push(change);
  }
  return written;
}

/** Neither begun nor taken away nor called otherwise. */
export const isSameSeries = ({ before, after }: Change): boolean =>
  before !== null && after !== null && isDeepStrictEqual(namesOf(before), namesOf(after));

const namesOf = ({ customerId, customerName, productId, productName, labels }: OverageRecord) => ({
  customerId,
  customerName,
  productId,
  productName,
  labels,
});

const versionAfter = (before: StoredOverage | null): number => (before ? before.version + 1 : 0);

const keyOf = (overage: OverageRecord): Key =>
  overageKey(overage, overage.customer, overage.dataset, overage.series, overage.since);
