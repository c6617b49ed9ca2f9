/** The customers of an account in the fixed order of the directory, each with its entries. */
import { readAhead } from '../read-ahead.ts';
import { collectAll, query, type Table } from './client.ts';
import { decodeEntry, type DirectoryEntry, entriesOf } from './directory.ts';
import { customerOrder, directoryPk, esc, SHARDS, type Shelf } from './keys.ts';

export interface KnownCustomer {
  /** As filed. */
  readonly customer: string;
  /** One per dataset, in the order of their names; empty when only a failure names the customer. */
  readonly entries: readonly DirectoryEntry[];
}

export interface CustomerWalk {
  /** Only this one. */
  readonly only?: string | undefined;
  /** Begins here, this customer included. */
  readonly from?: string | undefined;
  /** Further customers, known without an entry. */
  readonly others?: Iterable<string>;
  /** Entries asked for at a time, for walks that are likely to end soon. */
  readonly pageSize?: number;
}

export async function* customersOf(table: Table, shelf: Shelf, walk: CustomerWalk): AsyncGenerator<KnownCustomer> {
  if (walk.only === undefined) {
    yield* readAhead(shardsOf(table, shelf, walk));
    return;
  }
  const entries = await collectAll(entriesOf(table, shelf, walk.only));
  const known = entries.length > 0 || [...(walk.others ?? [])].includes(walk.only);
  if (known) yield { customer: walk.only, entries };
}

async function* shardsOf(
  table: Table,
  shelf: Shelf,
  walk: CustomerWalk,
): AsyncGenerator<() => AsyncGenerator<KnownCustomer>> {
  for (const shard of SHARDS) yield () => customersOfShard(table, shelf, shard, walk);
}

/** The customers of one of the directory's parts, which can be read side by side. */
export async function* customersOfShard(
  table: Table,
  shelf: Shelf,
  shard: string,
  { from, others = [], pageSize }: Omit<CustomerWalk, 'only'>,
): AsyncGenerator<KnownCustomer> {
  const start = from === undefined ? null : customerOrder(from);
  if (start !== null && shard < start.charAt(0)) return;
  const first = start?.charAt(0) === shard ? `${start.slice(2)}#` : FIRST;
  const more = [...others]
    .filter((customer) => customerOrder(customer).charAt(0) === shard && byBytes(keyOf(customer), first) >= 0)
    .toSorted((a, b) => byBytes(keyOf(a), keyOf(b)));
  let next = 0;
  function* before(limit: string | null): Generator<KnownCustomer> {
    for (let other = more[next]; other !== undefined; other = more[next]) {
      const order = limit === null ? -1 : byBytes(keyOf(other), keyOf(limit));
      if (order > 0) return;
      next++;
      if (order < 0) yield { customer: other, entries: [] };
    }
  }
  let entries: DirectoryEntry[] = [];
  const range = { pk: directoryPk(shelf, shard), from: first, to: '\u{10FFFF}' };
  for await (const item of query(table, { ...range, ...(pageSize === undefined ? {} : { pageSize }) })) {
    const entry = decodeEntry(item);
    const current = entries[0]?.customer;
    if (current !== undefined && current !== entry.customer) {
      yield* before(current);
      yield { customer: current, entries };
      entries = [];
    }
    entries.push(entry);
  }
  const last = entries[0]?.customer;
  if (last !== undefined) {
    yield* before(last);
    yield { customer: last, entries };
  }
  yield* before(null);
}

/** Before every customer; a key cannot be empty. */
const FIRST = '\u0000';

const keyOf = (customer: string): string => `${esc(customer)}#`;

/** DynamoDB sorts text by its UTF-8 bytes. */
export const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The customer's name: that of its dataset with the newest record. */
export function nameOf({ entries }: KnownCustomer): string | null {
  let name: string | null = null;
  let newest = '';
  for (const entry of entries) {
    if (entry.customerName === null || (name !== null && (entry.newest ?? '') <= newest)) continue;
    name = entry.customerName;
    newest = entry.newest ?? '';
  }
  return name;
}

/** The id as the vendor writes it. */
export const idOf = ({ customer, entries }: KnownCustomer): string => entries[0]?.customerId ?? customer;
