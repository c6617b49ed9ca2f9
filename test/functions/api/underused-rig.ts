/** Seats that nobody uses, in ledgers of their own as they stand at NOW. */
import { addDays, lastDay, monthOf, periods } from '../../../lib/calendar.ts';
import type { Underused } from '../../../lib/query/underused.ts';
import { collect, type Row } from '../../support/ledger.ts';
import type { Door } from './door.ts';
import { lineWorksRow } from './world.ts';

export const LAST = '2026-11-20';
export const ago = (days: number): string => addDays(LAST, -days);

/** Reads a customer of LINE WORKS month by month, as far as the rows go. */
export async function read(own: Door, rows: readonly Row[], at = '2026-11-21T01:00:00Z'): Promise<void> {
  const customer = rows[0]?.customerId ?? '';
  for (const one of new Set(rows.map(({ period }) => monthOf(period)))) {
    const window = { provider: 'line-works', dataset: 'usages', from: `${one}-01`, to: lastDay(one), at } as const;
    await collect(
      own.table,
      { ...window, customers: [customer] },
      rows.filter(({ period }) => monthOf(period) === one),
    );
  }
}

/** Ten seats, so many of them in use on every day from then to yesterday. */
export const used = (from: string, members: number, more: Partial<Row> = {}, to = LAST): Row[] =>
  [...periods(from, to)].map((day) => lineWorksRow('1', day, members, more));

export const asked = async (own: Door, query = ''): Promise<Underused[]> =>
  (await own.page<Underused>(`/v1/underused?${query}`)).items;

export const brief = (items: readonly Underused[]): string[] =>
  items.map(
    ({ customerId, free, lowest, since, observed, expected }) =>
      `${customerId}: ${free}, lowest ${lowest} since ${since}, ${observed} of ${expected}`,
  );
