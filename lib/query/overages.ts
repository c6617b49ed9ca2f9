/** Overages of all providers: open ones by seats over, largest first; closed ones by their end, newest first. */
import { DATASETS } from '../datasets.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import { byBytes, customersOf } from '../ledger/customers.ts';
import { customerKey } from '../ledger/keys.ts';
import { type OverageRecord, overagesByState, overagesOfDataset, placeOf } from '../ledger/overages.ts';
import { PROVIDER_IDS, type ProviderId } from '../usage.ts';
import { isAccount, providersOf, type ShelfFilter, shelvesOf } from './shelves.ts';
import type { Step } from './step.ts';

export interface OverageFilter extends ShelfFilter {
  readonly customer?: string | undefined;
  readonly level?: string | undefined;
  readonly state: 'open' | 'closed' | 'all';
}

interface Placed {
  readonly overage: OverageRecord;
  readonly place: string;
}

/** A place is the state, the provider and the place in the index. `pageSize` is about how many will be asked for. */
export async function* walkOverages(
  table: Table,
  filter: OverageFilter,
  after: readonly string[] | null,
  pageSize: number,
): AsyncGenerator<Step<OverageRecord>> {
  for (const state of filter.state === 'all' ? (['open', 'closed'] as const) : [filter.state]) {
    if (after?.[0] === 'closed' && state === 'open') continue;
    const resumed = after?.[0] === state ? after : null;
    for await (const [provider, { overage, place }] of inOrder(table, filter, state, resumed, pageSize)) {
      const { account, customer, labels } = overage;
      const isWanted =
        isAccount(account, filter) &&
        (filter.customer === undefined || customer === customerKey(filter.customer)) &&
        (filter.level === undefined || labels['level'] === filter.level);
      yield { place: [state, provider, place], item: isWanted ? { ...overage, labels: inOrderOf(overage) } : null };
    }
  }
}

/** DynamoDB hands out the names of a map in any order; answers have that of the dataset. */
function inOrderOf({ provider, dataset, labels }: OverageRecord): OverageRecord['labels'] {
  const names = [...(DATASETS[provider][dataset]?.labels ?? []), ...Object.keys(labels)];
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(labels, name)).map((name) => [name, labels[name] ?? null]),
  );
}

/** Seats over, or the end: what comes before the first `#` of a place. */
const rankOf = (place: string): string => place.slice(0, place.indexOf('#'));

/** The providers' own orders merged; equals in the order of the providers. */
async function* inOrder(
  table: Table,
  filter: OverageFilter,
  state: 'open' | 'closed',
  after: readonly string[] | null,
  pageSize: number,
): AsyncGenerator<readonly [ProviderId, Placed]> {
  const providers = providersOf(filter);
  const size = Math.min(1000, Math.max(25, Math.ceil((pageSize + 1) / providers.length)));
  const heads = await Promise.all(
    providers.map(async (provider) => {
      const begin = after ? beginOf(provider, after) : undefined;
      const stream =
        filter.customer === undefined
          ? overagesByState(table, provider, state, begin, size)
          : overagesOfCustomer(table, { ...filter, provider }, state, begin);
      return { provider, stream, head: await stream.next() };
    }),
  );
  for (;;) {
    let first: (typeof heads)[number] | null = null;
    for (const one of heads) {
      if (one.head.done) continue;
      if (!first || first.head.done || rankOf(one.head.value.place) < rankOf(first.head.value.place)) first = one;
    }
    if (!first || first.head.done) return;
    yield [first.provider, first.head.value];
    first.head = await first.stream.next();
  }
}

/** Behind which place a provider goes on: of equals, those of earlier providers are done and those of later ones are not. */
function beginOf(provider: ProviderId, after: readonly string[]): string {
  const [, last = '', place = ''] = after;
  if (provider === last) return place;
  const isDone = PROVIDER_IDS.indexOf(provider) < (PROVIDER_IDS as readonly string[]).indexOf(last);
  return isDone ? `${rankOf(place)}#\u{10FFFF}` : rankOf(place);
}

/** The few of one customer, from beside its records: no need to look through everybody's. */
async function* overagesOfCustomer(
  table: Table,
  filter: OverageFilter,
  state: 'open' | 'closed',
  begin = '',
): AsyncGenerator<Placed> {
  const found: Placed[] = [];
  const only = customerKey(filter.customer ?? '');
  for await (const { shelf } of shelvesOf(table, filter, null)) {
    for await (const { entries } of customersOf(table, shelf, { only })) {
      for (const { dataset, over, unsettled } of entries) {
        if (over === null && unsettled === null) continue;
        for (const overage of await collectAll(overagesOfDataset(table, shelf, only, dataset))) {
          if ((overage.until === null) === (state === 'open')) found.push({ overage, place: placeOf(overage).msk });
        }
      }
    }
  }
  yield* found.filter(({ place }) => byBytes(place, begin) > 0).toSorted((a, b) => byBytes(a.place, b.place));
}
