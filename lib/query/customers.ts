/** Customers with the sums of their seats, from the directory alone. */
import type { Table } from '../ledger/client.ts';
import { customersOf, idOf, type KnownCustomer, nameOf } from '../ledger/customers.ts';
import type { Totals } from '../ledger/directory.ts';
import type { ProviderId } from '../usage.ts';
import { type ShelfFilter, shelvesOf } from './shelves.ts';
import type { Step } from './step.ts';

export interface CustomerFilter extends ShelfFilter {
  /** Part of the name or id, in any case of letters. */
  readonly q?: string | undefined;
}

export interface CustomerTotals extends Totals {
  readonly provider: ProviderId;
  readonly account: string;
  readonly customerId: string;
  readonly customerName: string | null;
}

/** A place is provider, account and customer. */
export async function* walkCustomers(
  table: Table,
  filter: CustomerFilter,
  after: readonly string[] | null,
  limit: number,
): AsyncGenerator<Step<CustomerTotals>> {
  // A few entries for each customer; who is looked for may be far away.
  const reading = filter.q === undefined ? { pageSize: 2 * limit } : {};
  const wanted = filter.q === undefined ? null : folded(filter.q);
  for await (const { shelf } of shelvesOf(table, filter, after)) {
    const { provider, account } = shelf;
    const isResumed = after !== null && after[0] === provider && after[1] === account;
    const from = isResumed ? after[2] : undefined;
    for await (const known of customersOf(table, shelf, { from, ...reading })) {
      if (known.customer === from) continue;
      const totals = totalsOf(known);
      const [customerId, customerName] = [idOf(known), nameOf(known)];
      const isWanted =
        wanted === null || folded(customerId).includes(wanted) || folded(customerName ?? '').includes(wanted);
      yield {
        place: [provider, account, known.customer],
        item: totals && isWanted ? { provider, account, customerId, customerName, ...totals } : null,
      };
    }
  }
}

/** Over all datasets; null for a customer that never had a series of seats. */
function totalsOf({ entries }: KnownCustomer): Totals | null {
  const all = entries.flatMap(({ totals }) => totals ?? []);
  const [first] = all;
  if (!first) return null;
  const sum = (name: 'entitled' | 'consumed' | 'exceeded'): number | null => {
    const known = all.flatMap((totals) => totals[name] ?? []);
    return known.length === 0 ? null : known.reduce((total, value) => total + value, 0);
  };
  return {
    series: all.reduce((total, { series }) => total + series, 0),
    entitled: sum('entitled'),
    consumed: sum('consumed'),
    exceeded: sum('exceeded'),
    asOf: all.reduce((oldest, { asOf }) => (asOf < oldest ? asOf : oldest), first.asOf),
  };
}

const folded = (text: string): string => text.normalize('NFC').toLowerCase();
