/** What the stored overages of one customer and dataset lack, or have too much, against the stored records. */
import { isDeepStrictEqual } from 'node:util';
import { nextPeriod } from '../calendar.ts';
import { isFinalAt } from '../expected.ts';
import { collectAll, type Table } from '../ledger/client.ts';
import { periodsBetween, type Place } from '../ledger/load.ts';
import { encodeOverage, type OverageRecord, overagesOfDataset, type StoredOverage } from '../ledger/overages.ts';
import { hasRecords, type PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import type { Overage } from '../overage.ts';
import type { SeriesKey, SeriesNames } from '../series.ts';
import { type Beginning, overagesOfCustomer } from '../timeline.ts';
import type { Period } from '../usage.ts';
import type { Change } from './save-overages.ts';

export interface Subject {
  readonly customer: Pick<OverageRecord, 'customer' | 'customerId' | 'customerName'>;
  readonly catalogue: SeriesCatalogue;
  /** The first period that may have changed: what ended before it stays as it is, and its records are not read. */
  readonly from: Period;
  /** Before `from` the stored overages are what follows from the records: whoever changed those has derived them since. */
  readonly isRight?: boolean;
  /** Nothing told of overages of this customer until now, so none is stored. */
  readonly isFirst?: boolean;
  /** All that is stored from `from` on, oldest first; null = it has to be read. */
  readonly contents?: readonly PeriodContent[] | null;
}

export interface Derived {
  readonly changes: readonly Change[];
  /** All of the customer's overages, with those changes. */
  readonly overages: readonly OverageRecord[];
  /** The records were read from the table for it, after the overages. */
  readonly areRead: boolean;
}

type BySeries = ReadonlyMap<SeriesKey, readonly Overage[]>;

/** The overages that records tell, and the period from which on they were looked at. */
interface Told {
  readonly start: Period;
  readonly overages: BySeries;
  readonly areRead: boolean;
}

export async function overageChanges(table: Table, place: Place, subject: Subject, now: Date): Promise<Derived> {
  const { shelf, name } = place;
  const { catalogue, isFirst = false } = subject;
  const { customer, customerId, customerName } = subject.customer;
  const stored = isFirst ? [] : await collectAll(overagesOfDataset(table, shelf, customer, name));
  const told =
    (await toldFrom(table, place, subject, stored, now)) ?? (await allTold(table, place, subject, stored, now));
  const namesOf = (series: SeriesKey, { productId, productName, labels }: SeriesNames) => {
    return { customer, dataset: name, series, customerId, customerName, productId, productName, labels };
  };
  const wanted = new Map<string, OverageRecord>();
  for (const [series, overages] of told.overages) {
    const entry = catalogue.entries.get(series);
    if (!entry) continue;
    const names = namesOf(series, entry);
    for (const overage of overages) wanted.set(`${series}#${overage.since}`, { ...shelf, ...names, ...overage });
  }
  const changes: Change[] = [];
  const overages = [...wanted.values()];
  for (const before of stored) {
    const id = `${before.series}#${before.since}`;
    const entry = catalogue.entries.get(before.series);
    const stays = hasEnded(before, told.start) && entry ? { ...before, ...namesOf(before.series, entry) } : null;
    const after = wanted.get(id) ?? stays;
    wanted.delete(id);
    if (after === stays && stays) overages.push(stays);
    if (!after || !isDeepStrictEqual(encodeOverage(after), encodeOverage(before))) changes.push({ before, after });
  }
  for (const after of wanted.values()) changes.push({ before: null, after });
  return { changes, overages, areRead: told.areRead };
}

const hasEnded = ({ until }: OverageRecord, period: Period): boolean => until !== null && until < period;

/**
 * What the records tell from the first changed one on, with what was open then. Null where that is not enough: an
 * overage that goes on from before may have had its peak or its newest period in what has changed.
 */
async function toldFrom(
  table: Table,
  place: Place,
  { customer: { customer }, catalogue, from, isRight = false }: Subject,
  stored: readonly StoredOverage[],
  now: Date,
): Promise<Told | null> {
  const open = stored.filter((overage) => overage.since < from && !hasEnded(overage, from));
  // A customer who left: the run that noted it may have been killed before the overages followed.
  const hasLeft = ({ series, since }: OverageRecord): boolean =>
    catalogue.entries.get(series)?.absences.some((day) => day >= since && day < from) ?? false;
  if (!isRight || open.length === 0 || open.some(hasLeft)) return null;
  const contents = await recordsFrom(table, place, customer, from);
  const before = new Map(open.map((overage) => [overage.series, asItWas(overage, from)]));
  const overages = overagesIn(place, contents, catalogue, now, { from, open: before });
  const isTold = ({ series, since, peak, peakAt }: StoredOverage): boolean => {
    const found = overages.get(series)?.find((overage) => overage.since === since);
    return found !== undefined && found.asOf !== '' && (peakAt < from || found.peak >= peak);
  };
  return open.every(isTold) ? { start: from, overages, areRead: true } : null;
}

/** An overage as it was open before `from`. What stems from later records is not known: no peak, no newest period. */
const asItWas = ({ since, peak, peakAt, asOf, entitled, consumed, exceeded }: Overage, from: Period): Overage => ({
  since,
  until: null,
  peak: peakAt < from ? peak : 0,
  peakAt,
  asOf: asOf < from ? asOf : '',
  entitled,
  consumed,
  exceeded,
});

async function allTold(
  table: Table,
  place: Place,
  { customer: { customer }, catalogue, from, contents = null }: Subject,
  stored: readonly StoredOverage[],
  now: Date,
): Promise<Told> {
  const start = await wholeFrom(table, place, customer, stored, from);
  const given = start === from ? contents : null;
  const records = given ?? (await recordsFrom(table, place, customer, start));
  return { start, overages: overagesIn(place, records, catalogue, now), areRead: given === null };
}

const recordsFrom = (table: Table, place: Place, customer: string, start: Period): Promise<PeriodContent[]> =>
  collectAll(periodsBetween(table, place, customer, start, '9', { consistent: true }));

const overagesIn = (
  { dataset }: Place,
  contents: readonly PeriodContent[],
  catalogue: SeriesCatalogue,
  now: Date,
  beginning?: Beginning,
): BySeries => overagesOfCustomer(dataset, contents, catalogue, (period) => isFinalAt(dataset, period, now), beginning);

/** From here on the records tell every overage whole that had not ended before, or goes on. */
async function wholeFrom(
  table: Table,
  place: Place,
  customer: string,
  stored: readonly OverageRecord[],
  from: Period,
): Promise<Period> {
  const start = startOf(stored, from);
  const resumed = await withGaps(table, place, customer, stored, start);
  return resumed === start ? start : wholeFrom(table, place, customer, stored, resumed);
}

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
