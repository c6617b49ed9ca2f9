/** When each stored period got its present content. */
import type { Period } from '../usage.ts';
import { query, type Table } from './client.ts';
import { periodOfKey, periodRange, type Shelf } from './keys.ts';

/** Epoch seconds by period, oldest first. */
export async function periodTimes(
  table: Table,
  shelf: Shelf,
  customer: string,
  dataset: string,
  [from, to]: readonly [Period, Period],
): Promise<Map<Period, number>> {
  const times = new Map<Period, number>();
  for await (const { sk, at } of query(table, periodRange(shelf, customer, dataset, from, to))) {
    const { period, chunk } = periodOfKey(sk);
    if (chunk === 0) times.set(period, Number(at));
  }
  return times;
}
