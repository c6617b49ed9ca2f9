/** Usage records of the whole ledger, grouped by provider, account and customer. */
import type { Table } from '../ledger/client.ts';
import { customersOf } from '../ledger/customers.ts';
import { customerKey } from '../ledger/keys.ts';
import { readAhead } from '../read-ahead.ts';
import type { UsageRecord } from '../usage.ts';
import { type RecordFilter, type RecordPlace, recordsOf } from './customer-records.ts';
import { datasetsFor } from './series-filter.ts';
import { type ShelfFilter, shelvesOf } from './shelves.ts';
import type { Step } from './step.ts';

export interface UsageFilter extends ShelfFilter, RecordFilter {
  readonly customer?: string | undefined;
}

/** A place is provider, account and customer, and period, dataset and series while inside the customer. */
export function walkUsage(
  table: Table,
  filter: UsageFilter,
  after: readonly string[] | null,
  now: Date,
): AsyncGenerator<Step<UsageRecord>> {
  return readAhead(customersToRead(table, filter, after, now));
}

async function* customersToRead(
  table: Table,
  filter: UsageFilter,
  after: readonly string[] | null,
  now: Date,
): AsyncGenerator<() => AsyncGenerator<Step<UsageRecord>>> {
  const only = filter.customer === undefined ? undefined : customerKey(filter.customer);
  for await (const { shelf, state } of shelvesOf(table, filter, after)) {
    const { provider, account } = shelf;
    if (datasetsFor(provider, filter).length === 0) continue;
    const isResumed = after !== null && after[0] === provider && after[1] === account;
    const from = isResumed ? after[2] : undefined;
    for await (const known of customersOf(table, shelf, { only, from, pageSize: 100 })) {
      const inside = known.customer === from ? recordPlace(after) : null;
      if (known.customer === from && inside === null) continue;
      const group = [provider, account, known.customer];
      yield async function* () {
        for await (const { record, place } of recordsOf({ table, shelf, state, now }, known, filter, inside)) {
          yield { place: [...group, ...place], item: record };
        }
        yield { place: group, item: null };
      };
    }
  }
}

/** The part of a place that lies inside of a customer; null when the customer is done. */
function recordPlace(after: readonly string[] | null): RecordPlace | null {
  const [, , , period, dataset, series] = after ?? [];
  return period === undefined || dataset === undefined || series === undefined ? null : [period, dataset, series];
}
