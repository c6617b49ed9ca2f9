/**
 * The UTC days on which the list of a whole account was read. A snapshot's records lie under the days that the vendor
 * processed, so that the day of the collection is kept here, once for all customers.
 */
import type { Period } from '../usage.ts';
import { putIf, query, type Table } from './client.ts';
import { dayPk, type Shelf } from './keys.ts';

/** `at` = the good reading, epoch seconds; the day's first one stays. */
export async function writeSnapshotDay(
  table: Table,
  shelf: Shelf,
  dataset: string,
  day: Period,
  at: number,
): Promise<void> {
  await putIf(table, { pk: dayPk(shelf), sk: `${dataset}#${day}`, at }, null);
}

/** When each day from `from` to `to` was first read, in epoch seconds, oldest day first. */
export async function snapshotDays(
  table: Table,
  shelf: Shelf,
  dataset: string,
  from: Period,
  to: Period,
): Promise<Map<Period, number>> {
  const days = new Map<Period, number>();
  const range = { pk: dayPk(shelf), from: `${dataset}#${from}`, to: `${dataset}#${to}` };
  for await (const { sk, at } of query(table, range)) days.set(sk.slice(dataset.length + 1), Number(at));
  return days;
}
