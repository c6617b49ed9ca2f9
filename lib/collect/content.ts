/**
 * The content of one window, gathered row by row over all its replies: grouped by customer, period and series, equal
 * repetitions counted once, contradictions and unreadable rows set aside. Nothing is stored before it is whole.
 */
import type { Dataset } from '../dataset.ts';
import { differenceOf, sameFigures } from '../ledger/figures.ts';
import { customerKey } from '../ledger/keys.ts';
import type { Reading, Rejection, Window } from '../provider.ts';
import { type SeriesKey, seriesKey } from '../series.ts';
import type { SeenNames } from './catalogue.ts';
import { isKeyable, unkeepable } from './keepable.ts';
import { exceededSeats, type Figures, type Period } from '../usage.ts';

export interface CustomerContent {
  readonly customerId: string;
  customerName: string | null;
  readonly periods: Map<Period, Map<SeriesKey, Figures>>;
  /** Names and labels as the row of the newest period in this window gives them. */
  readonly series: Map<SeriesKey, SeenNames>;
  /** Has rows that were rejected: what is missing of it is not known to be gone. */
  concerned: boolean;
}

/** A row that was set aside, as a failure names it. */
interface RejectedRow {
  readonly customerId: string | null;
  readonly message: string;
}

export interface WindowContent {
  readonly customers: ReadonlyMap<string, CustomerContent>;
  readonly rejected: readonly RejectedRow[];
  /** A rejected row that names nobody concerns every customer of the window. */
  readonly concernsAll: boolean;
}

export function gatherer(dataset: Dataset, window: Window, only: ReadonlySet<string> | null) {
  let customers = new Map<string, CustomerContent>();
  let rejected: RejectedRow[] = [];
  let conflicts = new Set<string>();
  let concernsAll = false;
  let position = 0;
  const hasPeriods = dataset.span.kind === 'month' || dataset.span.kind === 'days';
  const isOutside = (period: Period): boolean => hasPeriods && (period < window.from || period > window.to);

  /** By the id as the vendor writes it, which most rows repeat. */
  let byId = new Map<string, CustomerContent>();
  const customerOf = (id: string): CustomerContent => {
    const known = byId.get(id);
    if (known) return known;
    const key = customerKey(id);
    let content = customers.get(key);
    if (!content) {
      content = { customerId: id, customerName: null, periods: new Map(), series: new Map(), concerned: false };
      customers.set(key, content);
    }
    byId.set(id, content);
    return content;
  };

  /** Customers of one vendor share their products: most names are kept once for all of them. */
  const names = new Map<SeriesKey, SeenNames>();
  const namesOf = (series: SeriesKey, { productId, productName, labels, period }: Reading): SeenNames => {
    const name = productName?.toWellFormed() ?? null;
    const known = names.get(series);
    const isKnown = known && known.from === period && known.productName === name && known.labels === labels;
    if (isKnown) return known;
    const made = { productId, productName: name, labels, from: period };
    names.set(series, made);
    return made;
  };

  const reject = (customerId: string | null, message: string): void => {
    rejected.push({ customerId, message });
    if (customerId === null || !isKeyable(customerId)) concernsAll = true;
    else customerOf(customerId).concerned = true;
  };

  function add(row: Reading | Rejection): void {
    position++;
    if (row.period !== undefined && isOutside(row.period)) return;
    if ('rejected' in row) {
      if (row.customerId !== null && only && !only.has(customerKey(row.customerId))) return;
      reject(row.customerId, `${row.position}: ${row.field}: ${row.problem}`);
      return;
    }
    if (only && !only.has(customerKey(row.customerId))) return;
    const flaw = unkeepable(row);
    if (flaw !== null) {
      reject(flaw.field === 'customerId' ? null : row.customerId, `${flaw.field}: ${flaw.problem}`);
      return;
    }
    const customer = customerOf(row.customerId);
    const series = seriesKey(dataset, row.productId, row.labels);
    const figures: Figures = {
      unit: row.unit,
      entitled: row.entitled,
      consumed: row.consumed,
      exceeded: exceededSeats(dataset.measure, row.entitled, row.consumed, row.exceeded),
      reported: row.reported,
    };
    let cells = customer.periods.get(row.period);
    if (!cells) {
      cells = new Map();
      customer.periods.set(row.period, cells);
    }
    const identity = conflicts.size > 0 ? `${customerKey(row.customerId)}#${row.period}#${series}` : '';
    const stored = cells.get(series);
    if (stored === undefined && !conflicts.has(identity)) {
      cells.set(series, figures);
      if (row.customerName !== null) customer.customerName = row.customerName.toWellFormed();
      const named = customer.series.get(series);
      if (!named || named.from <= row.period) {
        customer.series.set(series, namesOf(series, row));
      }
      return;
    }
    if (stored !== undefined && sameFigures(dataset, stored, figures)) return;
    const what = `${row.productId} of ${row.period}`;
    const field = stored === undefined ? '' : ` in ${differenceOf(dataset, stored, figures)}`;
    if (stored !== undefined) {
      cells.delete(series);
      conflicts.add(`${customerKey(row.customerId)}#${row.period}#${series}`);
      reject(row.customerId, `${what}: contradicted by row ${position} of the window${field}`);
    }
    reject(row.customerId, `row ${position} of the window: ${what}: contradicts an earlier row${field}`);
  }

  return {
    add,
    /** Starts over: the vendor's list changed while it was read. */
    restart(): void {
      customers = new Map();
      byId = new Map();
      rejected = [];
      conflicts = new Set();
      concernsAll = false;
      position = 0;
    },
    content(): WindowContent {
      if (conflicts.size > 0) for (const customer of customers.values()) forgetUnused(customer);
      return { customers, rejected, concernsAll };
    },
  };
}

/** Leaves nothing of rows that were taken back because they contradicted each other. */
function forgetUnused({ periods, series }: CustomerContent): void {
  const used = new Set<SeriesKey>();
  for (const [period, cells] of periods) {
    if (cells.size === 0) periods.delete(period);
    for (const key of cells.keys()) used.add(key);
  }
  for (const key of series.keys()) if (!used.has(key)) series.delete(key);
}
