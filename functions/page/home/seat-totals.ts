/** What each account's customers hold and use, in seats and nothing else. */
import type { Totals } from '../client/answers.ts';

export interface SeatTotals {
  /** Customers with seats now. */
  readonly customers: number;
  /** Those of them of whom both figures are known, and only theirs are added. */
  readonly counted: number;
  readonly entitled: number;
  readonly consumed: number;
  readonly exceeded: number;
}

export interface Sums {
  readonly byAccount: ReadonlyMap<string, SeatTotals>;
  /** There are more customers than were added up. */
  readonly isCut: boolean;
}

export const accountKey = ({ provider, account }: Pick<Totals, 'provider' | 'account'>): string =>
  `${provider}/${account}`;

const NONE: SeatTotals = { customers: 0, counted: 0, entitled: 0, consumed: 0, exceeded: 0 };

/** By account. Customers that are gone are left out; seats of which one side is unknown are not compared. */
export function addSeats(
  before: ReadonlyMap<string, SeatTotals>,
  customers: readonly Totals[],
): ReadonlyMap<string, SeatTotals> {
  const sums = new Map(before);
  for (const one of customers) {
    if (one.series === 0) continue;
    const sum = sums.get(accountKey(one)) ?? NONE;
    const known = one.entitled === null || one.consumed === null ? null : [one.entitled, one.consumed];
    const [entitled = 0, consumed = 0] = known ?? [];
    sums.set(accountKey(one), {
      customers: sum.customers + 1,
      counted: sum.counted + (known ? 1 : 0),
      entitled: sum.entitled + entitled,
      consumed: sum.consumed + consumed,
      exceeded: sum.exceeded + (one.exceeded ?? 0),
    });
  }
  return sums;
}
