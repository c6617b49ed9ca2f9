/** The directory: who is in the ledger, what has been read of them, and their newest totals. One entry per dataset. */
import type { Ranges } from '../ranges.ts';
import type { Period } from '../usage.ts';
import type { Draft } from './attributes.ts';
import { collectAll, type Item, prefixed, query, type Table } from './client.ts';
import { customerKey, directoryKey, directoryPk, esc, SHARDS, type Shelf, unesc } from './keys.ts';

/** Sums over the seats of a customer in one dataset, over the newest period of each of its series. */
export interface Totals {
  /** 0 when all of them are gone. */
  readonly series: number;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number | null;
  readonly asOf: Period;
}

/** In the place of a period: an overage may go on. Behind every period. */
export const GOES_ON = '9';

export interface DirectoryEntry {
  /** The customer as filed: see customerKey. */
  readonly customer: string;
  readonly dataset: string;
  /** The id as the vendor writes it. */
  readonly customerId: string;
  readonly customerName: string | null;
  /** First and newest period with a record; null = none yet. */
  readonly first: Period | null;
  readonly newest: Period | null;
  /** Null: never had a series of seats that is listed. */
  readonly totals: Totals | null;
  /** Periods read of it, with records or without; nothing for the list of a whole account. */
  readonly read: Ranges;
  /** What months that can still change held when all of them was last stored, by month, as a short text. */
  readonly seen: Readonly<Record<string, string>>;
  /** Which part of the account the last reading could see. */
  readonly scope: string;
  /** The day of the complete list or snapshot that no longer held the customer. */
  readonly gone: string | null;
  /** Up to which period its overages reach: GOES_ON while one may go on, null = it never had any. */
  readonly over: Period | null;
  /**
   * From this period on its overages have to be derived anew: a run that changes what they were derived from tells so
   * before, and takes it back once it has derived them. Records behind the newest one need not be told.
   */
  readonly unsettled: Period | null;
  /** How often it was written over; guards against a slower writer. Null: not stored yet. */
  readonly version: number | null;
}

/** One for all of whom nothing is known: there are a hundred thousand of them in a large account. */
const NOTHING_READ: Ranges = [];
const NOTHING_SEEN: DirectoryEntry['seen'] = {};

export function newEntry(
  dataset: string,
  customerId: string,
  customerName: string | null,
  scope: string,
): DirectoryEntry {
  return {
    customer: customerKey(customerId),
    dataset,
    customerId,
    customerName,
    first: null,
    newest: null,
    totals: null,
    read: NOTHING_READ,
    seen: NOTHING_SEEN,
    scope,
    gone: null,
    over: null,
    unsettled: null,
    version: null,
  };
}

type StoredTotals = [
  series: number,
  entitled: number | null,
  consumed: number | null,
  exceeded: number | null,
  asOf: Period,
];

interface EntryItem extends Item {
  readonly id?: string;
  readonly n?: string;
  readonly f?: Period;
  readonly l?: Period;
  /** JSON text of StoredTotals. */
  readonly t?: string;
  /** JSON text of Ranges. */
  readonly r?: string;
  /** JSON text of what months held. */
  readonly w?: string;
  readonly c: string;
  readonly g?: string;
  /** True in ledgers of before: it was not told how far. */
  readonly o?: Period | true;
  readonly x?: Period;
  readonly v?: number;
}

/** What there is nothing of is left out. */
export function encodeEntry(shelf: Shelf, entry: DirectoryEntry): Draft<EntryItem> {
  const { customer, customerId, totals, read, seen, version } = entry;
  const { pk, sk } = directoryKey(shelf, customer, entry.dataset);
  return {
    pk,
    sk,
    c: entry.scope,
    id: customerId === customer ? undefined : customerId,
    n: entry.customerName ?? undefined,
    f: entry.first ?? undefined,
    l: entry.newest ?? undefined,
    t: totals ? encodeTotals(totals) : undefined,
    r: read.length > 0 ? JSON.stringify(read) : undefined,
    w: Object.keys(seen).length > 0 ? JSON.stringify(seen) : undefined,
    g: entry.gone ?? undefined,
    o: entry.over ?? undefined,
    x: entry.unsettled ?? undefined,
    v: version || undefined,
  };
}

const encodeTotals = ({ series, entitled, consumed, exceeded, asOf }: Totals): string =>
  JSON.stringify([series, entitled, consumed, exceeded, asOf] satisfies StoredTotals);

function decodeTotals(text: string): Totals {
  const [series, entitled, consumed, exceeded, asOf] = JSON.parse(text) as StoredTotals;
  return { series, entitled, consumed, exceeded, asOf };
}

export function decodeEntry(raw: Item): DirectoryEntry {
  const item = raw as EntryItem;
  const cut = item.sk.lastIndexOf('#');
  const customer = unesc(item.sk.slice(0, cut));
  return {
    customer,
    dataset: item.sk.slice(cut + 1),
    customerId: item.id ?? customer,
    customerName: item.n ?? null,
    first: item.f ?? null,
    newest: item.l ?? null,
    totals: item.t ? decodeTotals(item.t) : null,
    read: item.r === undefined ? NOTHING_READ : (JSON.parse(item.r) as Ranges),
    seen: item.w === undefined ? NOTHING_SEEN : (JSON.parse(item.w) as DirectoryEntry['seen']),
    scope: item.c,
    gone: item.g ?? null,
    over: item.o === true ? GOES_ON : (item.o ?? null),
    unsettled: item.x ?? null,
    version: item.v ?? 0,
  };
}

/** All entries of one customer, one per dataset. */
export async function* entriesOf(table: Table, shelf: Shelf, customer: string): AsyncGenerator<DirectoryEntry> {
  const { pk } = directoryKey(shelf, customer, '');
  for await (const item of query(table, prefixed(pk, `${esc(customer)}#`))) yield decodeEntry(item);
}

/** All entries of an account as they are now, in the directory's fixed order: entries of one customer follow each other. */
export async function wholeDirectory(table: Table, shelf: Shelf): Promise<DirectoryEntry[]> {
  const shards = SHARDS.map((shard) => collectAll(query(table, { pk: directoryPk(shelf, shard), consistent: true })));
  return (await Promise.all(shards)).flat().map(decodeEntry);
}
