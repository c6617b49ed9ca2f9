/**
 * Overages as items: kept beside the records they follow from, and in an index of the open and the closed ones. All open
 * ones are read after every run, so each byte of them counts.
 */
import { datasetOf } from '../datasets.ts';
import { digestOf } from '../digest.ts';
import type { Overage } from '../overage.ts';
import type { SeriesKey } from '../series.ts';
import type { Labels, Period, ProviderId } from '../usage.ts';
import { type Item, prefixed, query, type Table } from './client.ts';
import { customerPk, overageKey, overagePrefix, type Shelf, unesc } from './keys.ts';

export interface OverageRecord extends Overage, Shelf {
  readonly customer: string;
  readonly dataset: string;
  readonly series: SeriesKey;
  readonly customerId: string;
  readonly customerName: string | null;
  readonly productId: string;
  readonly productName: string | null;
  readonly labels: Labels;
}

/** With how often it was written over, which guards against a slower writer. */
export interface StoredOverage extends OverageRecord {
  readonly version: number;
}

interface OverageItem extends Item {
  readonly v?: number;
  readonly u?: Period;
  readonly k: number;
  /** Where the peak is not that of the first period. */
  readonly y?: Period;
  readonly a: Period;
  /** JSON text of StoredSeats. */
  readonly n: string;
  readonly id?: string;
  readonly c?: string;
  readonly p: string;
  readonly d?: string;
  /** JSON text of the labels' values, in the dataset's order. */
  readonly l: string;
}

type StoredSeats = [entitled: number | null, consumed: number | null, exceeded: number];

/** The most seats there can be over, and as many digits as that has. */
const MOST = Number.MAX_SAFE_INTEGER;
const DIGITS = String(MOST).length;

/** Largest first while open, newest end first when closed; the rest makes the order complete, and says nothing. */
export function placeOf(overage: OverageRecord): { mpk: string; msk: string } {
  const { customer, dataset, series, since } = overage;
  const identity = [customerPk(overage, customer), dataset, series, since].join('#');
  const tail = digestOf(identity);
  return overage.until === null
    ? { mpk: openPk(overage.provider), msk: `${String(MOST - overage.exceeded).padStart(DIGITS, '0')}#${tail}` }
    : { mpk: closedPk(overage.provider), msk: `${overage.until.replace(/\d/g, (d) => String(9 - Number(d)))}#${tail}` };
}

const openPk = (provider: ProviderId): string => `open#${provider}`;
const closedPk = (provider: ProviderId): string => `closed#${provider}`;

const labelsOf = ({ provider, dataset }: Pick<OverageRecord, 'provider' | 'dataset'>): readonly string[] =>
  datasetOf(provider, dataset).labels;

export function encodeOverage(overage: OverageRecord, version = 0): Item {
  return {
    ...overageKey(overage, overage.customer, overage.dataset, overage.series, overage.since),
    ...placeOf(overage),
    ...(overage.until === null ? {} : { u: overage.until }),
    k: overage.peak,
    ...(overage.peakAt === overage.since ? {} : { y: overage.peakAt }),
    a: overage.asOf,
    n: JSON.stringify([overage.entitled, overage.consumed, overage.exceeded] satisfies StoredSeats),
    ...(overage.customerId === overage.customer ? {} : { id: overage.customerId }),
    ...(overage.customerName === null ? {} : { c: overage.customerName }),
    p: overage.productId,
    ...(overage.productName === null ? {} : { d: overage.productName }),
    l: JSON.stringify(labelsOf(overage).map((name) => overage.labels[name] ?? null)),
    ...(version > 0 ? { v: version } : {}),
  };
}

function decodeOverage(raw: Item): OverageRecord {
  const item = raw as OverageItem;
  const [, provider = '', account = '', customer = ''] = item.pk.split('#');
  const [, dataset = '', series = '', since = ''] = item.sk.split('#');
  const [entitled, consumed, exceeded] = JSON.parse(item.n) as StoredSeats;
  const values = JSON.parse(item.l) as Array<string | null>;
  const names = labelsOf({ provider: provider as ProviderId, dataset });
  return {
    provider: provider as ProviderId,
    account: unesc(account),
    customer: unesc(customer),
    dataset,
    series,
    customerId: item.id ?? unesc(customer),
    customerName: item.c ?? null,
    productId: item.p,
    productName: item.d ?? null,
    labels: Object.fromEntries(names.map((name, index) => [name, values[index] ?? null])),
    since,
    until: item.u ?? null,
    peak: item.k,
    peakAt: item.y ?? since,
    asOf: item.a,
    entitled,
    consumed,
    exceeded,
  };
}

/** All overages of one customer and dataset, as last derived. */
export async function* overagesOfDataset(
  table: Table,
  shelf: Shelf,
  customer: string,
  dataset: string,
): AsyncGenerator<StoredOverage> {
  const range = prefixed(customerPk(shelf, customer), overagePrefix(dataset));
  for await (const item of query(table, { ...range, consistent: true })) {
    yield { ...decodeOverage(item), version: (item as OverageItem).v ?? 0 };
  }
}

/**
 * The open overages of a provider, largest first, or the closed ones, newest end first; `after` is the `place` of one.
 * `pageSize` keeps a short answer from reading a megabyte.
 */
export async function* overagesByState(
  table: Table,
  provider: ProviderId,
  state: 'open' | 'closed',
  after?: string,
  pageSize?: number,
): AsyncGenerator<{ overage: OverageRecord; place: string }> {
  const pk = state === 'open' ? openPk(provider) : closedPk(provider);
  const range = after === undefined ? { pk } : { pk, from: `${after}\u0000`, to: '\u{10FFFF}' };
  for await (const item of query(table, { ...range, index: true, ...(pageSize === undefined ? {} : { pageSize }) })) {
    yield { overage: decodeOverage(item), place: String(item['msk']) };
  }
}
