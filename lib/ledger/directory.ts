/** The directory: who is in the ledger, what has been read of them, and their newest totals. One entry per dataset. */
import type { Ranges } from '../ranges.ts';
import type { Period } from '../usage.ts';
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
    read: [],
    seen: {},
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

export function encodeEntry(shelf: Shelf, entry: DirectoryEntry): Item {
  const { totals } = entry;
  return {
    ...directoryKey(shelf, entry.customer, entry.dataset),
    c: entry.scope,
    ...(entry.customerId === entry.customer ? {} : { id: entry.customerId }),
    ...(entry.customerName === null ? {} : { n: entry.customerName }),
    ...(entry.first === null ? {} : { f: entry.first }),
    ...(entry.newest === null ? {} : { l: entry.newest }),
    ...(totals ? { t: encodeTotals(totals) } : {}),
    ...(entry.read.length > 0 ? { r: JSON.stringify(entry.read) } : {}),
    ...(Object.keys(entry.seen).length > 0 ? { w: JSON.stringify(entry.seen) } : {}),
    ...(entry.gone === null ? {} : { g: entry.gone }),
    ...(entry.over === null ? {} : { o: entry.over }),
    ...(entry.unsettled === null ? {} : { x: entry.unsettled }),
    ...(entry.version ? { v: entry.version } : {}),
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
    read: item.r === undefined ? [] : (JSON.parse(item.r) as Ranges),
    seen: item.w === undefined ? {} : (JSON.parse(item.w) as DirectoryEntry['seen']),
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
