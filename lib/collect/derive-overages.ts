/** Brings the stored overages of customers in one dataset in line with their records. */
import { isDeepStrictEqual } from 'node:util';
import { nextPeriod } from '../calendar.ts';
import { isFinalAt } from '../expected.ts';
import { collectAll, inParallel, type Table } from '../ledger/client.ts';
import { loadCatalogues, periodsBetween, type Place } from '../ledger/load.ts';
import { encodeOverage, type OverageRecord, overagesOfDataset } from '../ledger/overages.ts';
import { hasRecords, type PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import type { SeriesKey, SeriesNames } from '../series.ts';
import { overagesOfCustomer } from '../timeline.ts';
import type { Period } from '../usage.ts';
import { type Change, isSameSeries, replaceEach, saveAll } from './save-overages.ts';

export interface OverageChange {
  /** Null = there was none of this series and beginning. */
  readonly before: OverageRecord | null;
  readonly after: OverageRecord | null;
}

type Customer = Pick<OverageRecord, 'customer' | 'customerId' | 'customerName'>;

export interface Subject {
  readonly customer: Customer;
  readonly catalogue: SeriesCatalogue;
  /** The first period that may have changed: what ended before it stays as it is, and its records are not read. */
  readonly from: Period;
  /** Nothing told of overages of this customer until now, so none is stored. */
  readonly isFirst?: boolean;
  /** All that is stored from `from` on, oldest first; null = it has to be read. */
  readonly contents?: readonly PeriodContent[] | null;
}

/** Whoever writes last looks again: two runs at once must not leave what one of them saw half of. */
const ROUNDS = 5;

export async function deriveOverages(
  table: Table,
  place: Place,
  subjects: readonly Subject[],
  now: Date,
): Promise<OverageChange[]> {
  const changes: OverageChange[] = [];
  let left = subjects;
  for (let round = 1; round <= ROUNDS && left.length > 0; round++) {
    const found: Change[] = [];
    const touched: Subject[] = [];
    await inParallel(left, 8, async (subject) => {
      const { own, areRead } = await changesOf(table, place, subject, now);
      if (own.length === 0) return;
      // Most only go on, or end. Their records were read after them: they are right unless somebody else was faster.
      const goesOn = areRead && own.every(isSameSeries);
      const written = goesOn ? await replaceEach(table, own) : [];
      changes.push(...written);
      if (!goesOn) found.push(...own);
      if (written.length < own.length) touched.push(subject);
    });
    await saveAll(table, found);
    changes.push(...found);
    const ids = touched.map(({ customer }) => customer.customer);
    const names = await loadCatalogues(table, place, ids);
    left = touched.flatMap(({ customer, from }) => {
      const catalogue = names.get(customer.customer);
      return catalogue ? [{ customer, catalogue, from }] : [];
    });
  }
  return changes;
}

interface Derived {
  /** What the stored overages lack, or have too much, against the stored records. */
  readonly own: readonly Change[];
  /** Those records were read from the table for it, after the overages. */
  readonly areRead: boolean;
}

async function changesOf(
  table: Table,
  place: Place,
  { customer, catalogue, from, isFirst = false, contents: given = null }: Subject,
  now: Date,
): Promise<Derived> {
  const { shelf, name, dataset } = place;
  const stored = isFirst ? [] : await collectAll(overagesOfDataset(table, shelf, customer.customer, name));
  const start = await withGaps(table, place, customer.customer, stored, startOf(stored, from));
  const known = start === from ? given : null;
  const contents =
    known ?? (await collectAll(periodsBetween(table, place, customer.customer, start, '9', { consistent: true })));
  const derived = overagesOfCustomer(dataset, contents, catalogue, (period) => isFinalAt(dataset, period, now));
  const wanted = new Map<string, OverageRecord>();
  const namesOf = (series: SeriesKey, { productId, productName, labels }: SeriesNames) => {
    const { customer: key, customerId, customerName } = customer;
    return { customer: key, dataset: name, series, customerId, customerName, productId, productName, labels };
  };
  for (const [series, overages] of derived) {
    const entry = catalogue.entries.get(series);
    if (!entry) continue;
    const names = namesOf(series, entry);
    for (const overage of overages) wanted.set(`${series}#${overage.since}`, { ...shelf, ...names, ...overage });
  }
  const changes: Change[] = [];
  for (const before of stored) {
    const id = `${before.series}#${before.since}`;
    const entry = catalogue.entries.get(before.series);
    const stays = hasEnded(before, start) && entry ? { ...before, ...namesOf(before.series, entry) } : null;
    const after = wanted.get(id) ?? stays;
    wanted.delete(id);
    if (!after || !isDeepStrictEqual(encodeOverage(after), encodeOverage(before))) changes.push({ before, after });
  }
  for (const after of wanted.values()) changes.push({ before: null, after });
  return { own: changes, areRead: known === null };
}

const hasEnded = ({ until }: OverageRecord, period: Period): boolean => until !== null && until < period;

/** From here on the records tell every overage whole that had not ended before. */
function startOf(stored: readonly OverageRecord[], from: Period): Period {
  const open = stored.filter((overage) => overage.since < from && !hasEnded(overage, from));
  const earliest = open.map(({ since }) => since).toSorted()[0];
  return earliest === undefined ? from : startOf(stored, earliest);
}

/**
 * A final gap ends an overage only while nothing comes after it: where this reading brings the first rows after a gap,
 * what had ended there goes on.
 */
async function withGaps(
  table: Table,
  place: Place,
  customer: string,
  stored: readonly OverageRecord[],
  start: Period,
): Promise<Period> {
  const ended = stored.filter((overage) => hasEnded(overage, start));
  if (place.dataset.history === null || ended.length === 0) return start;
  let lastRow = '';
  const back = { consistent: true, newestFirst: true, pageSize: 5 };
  for await (const content of periodsBetween(table, place, customer, '0', nextPeriod(start, -1), back)) {
    if (!hasRecords(content)) continue;
    lastRow = content.period;
    break;
  }
  const resumed = ended.filter(({ until }) => (until ?? '') > lastRow).map(({ since }) => since);
  return [...resumed, start].toSorted()[0] ?? start;
}
