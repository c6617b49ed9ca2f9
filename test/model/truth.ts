/** What a scripted vendor knows: who is listed, and the rows of each dataset. The test paints it as it likes. */
import { dayIn } from '../../lib/calendar.ts';
import { DATASETS } from '../../lib/datasets.ts';
import type { Dataset } from '../../lib/dataset.ts';
import type { Reading } from '../../lib/provider.ts';
import type { Labels, Period, ProviderId } from '../../lib/usage.ts';

/** One cell of the vendor's table. `tag` goes into names and labels that are no part of the identity. */
export interface Value {
  readonly entitled: number | null;
  readonly consumed: number | null;
  /** The vendor's own figure of seats over. */
  readonly over: number | null;
  readonly tag: number;
}

export interface Product {
  readonly id: string;
  readonly keyLabels: Labels;
}

const line = (plan: string | null): Product => ({ id: 'FAMILY/P', keyLabels: { plan } });
const service = (id: string, serviceCode: string): Product => ({
  id,
  keyLabels: { serviceCode, channel: 'reseller', workloadCode: 'EXO' },
});
const metered = (contractNo: string): Product => ({
  id: 'P1',
  keyLabels: { contractNo, contractProductSequence: '1', meteringType: null },
});

/** Products of each provider; of the first two, one dataset's identity differs in a key label only. */
export const PRODUCTS = {
  'line-works': [line('MONTHLY'), line('ANNUAL_LICENSE'), { id: 'OTHER/P', keyLabels: { plan: null } }],
  'partner-center': [service('e3', 'o365'), service('e5', 'o365'), service('sales', 'crm')],
  'naver-cloud': [metered('9001'), metered('9002')],
  'trend-micro': [{ id: 'seats', keyLabels: {} }],
} as const satisfies Record<ProviderId, readonly Product[]>;

export const CUSTOMERS = ['c1', 'c2', 'c3'];

export class Truth {
  readonly provider: ProviderId;
  /** The whole list of customers, with names. */
  readonly listed = new Map<string, string>();
  readonly #cells = new Map<string, Map<Period, Value>>();

  constructor(provider: ProviderId) {
    this.provider = provider;
  }

  /** Null takes the cell away. A `customers-usage` has one cell, without a period: it is of now. */
  paint(dataset: string, customer: string, product: number, period: Period, value: Value | null): void {
    const key = JSON.stringify([dataset, customer, product]);
    const cells = this.#cells.get(key) ?? new Map<Period, Value>();
    this.#cells.set(key, cells);
    if (value) cells.set(period, value);
    else cells.delete(period);
  }

  /** Takes all cells of one series away: a list that shows only the newest day of each. */
  clear(dataset: string, customer: string, product: number): void {
    this.#cells.delete(JSON.stringify([dataset, customer, product]));
  }

  /** Whether the row is of this product, counted as in a painting. */
  isOf({ productId, labels }: Reading, product: number): boolean {
    const all: readonly Product[] = PRODUCTS[this.provider];
    const one = all[product % all.length];
    const isSame = Object.entries(one?.keyLabels ?? {}).every(([name, value]) => (labels[name] ?? value) === value);
    return one?.id === productId && isSame;
  }

  rowsOf(dataset: string, customerNames: ReadonlyMap<string, string>, now: Date): Reading[] {
    const definition = DATASETS[this.provider][dataset];
    if (!definition) return [];
    const rows: Reading[] = [];
    for (const [key, cells] of this.#cells) {
      const [name, customer, product] = JSON.parse(key) as [string, string, number];
      const what: Product | undefined = PRODUCTS[this.provider][product];
      if (name !== dataset || !what) continue;
      for (const [period, value] of cells) {
        const day = definition.span.kind === 'batch' ? dayIn('UTC', now) : period;
        rows.push(rowOf(definition, customer, customerNames.get(customer) ?? null, what, day, value));
      }
    }
    return rows;
  }
}

function rowOf(
  dataset: Dataset,
  customerId: string,
  customerName: string | null,
  product: Product,
  period: Period,
  value: Value,
): Reading {
  const { entitled, consumed, over, tag } = value;
  const level = dataset.span.kind === 'batch' ? 'customer' : 'partner';
  const labels: Record<string, string | null> = {};
  for (const label of dataset.labels) {
    if (label === 'level') labels[label] = level;
    else labels[label] = dataset.keyLabels.includes(label) ? (product.keyLabels[label] ?? null) : `${label} ${tag}`;
  }
  const isSeats = dataset.measure === 'seats';
  return {
    customerId,
    customerName,
    productId: product.id,
    productName: tag === 0 ? null : `name ${tag}`,
    period,
    labels,
    unit: dataset.unit ?? (tag === 2 ? 'USAGE_SEC' : null),
    entitled: dataset.measure === 'metered' ? null : entitled,
    consumed,
    exceeded: isSeats && level === 'partner' && dataset.span.kind === 'days' ? over : null,
    reported: reportedOf(dataset, value),
  };
}

function reportedOf(dataset: Dataset, { entitled, consumed, over, tag }: Value): Reading['reported'] {
  // One name in two spellings: which one comes is the vendor's whim.
  if (dataset.reported.includes('licenseActive')) {
    return { [tag === 1 ? 'licenseActive' : 'licensesActive']: consumed, licensesQualified: entitled };
  }
  const [first = '', second = '', third] = dataset.reported;
  const reported: Record<string, number | null> = { [first]: entitled, [second]: consumed };
  if (third !== undefined) reported[third] = over;
  return reported;
}
