/** Reads what is stored of the periods that a window touches, and of their names, of many customers at once. */
import { dayIn, periodOf } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import { isPerCustomer, isSnapshot } from '../expected.ts';
import { inParallel } from '../ledger/client.ts';
import { loadCatalogues, loadPeriods, periodsBetween } from '../ledger/load.ts';
import type { PeriodContent } from '../ledger/period.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import type { Period } from '../usage.ts';
import type { StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';

/** Few periods are fetched by key, for many customers at once; more are one query each. */
const BY_KEY = 3;

type ByPeriod = Map<Period, PeriodContent>;

interface Loaded {
  /** By customer. */
  readonly catalogues: ReadonlyMap<string, SeriesCatalogue>;
  readonly stored: ReadonlyMap<string, ByPeriod>;
}

export async function loadStored(request: StoreRequest, visits: readonly Visit[]): Promise<Loaded> {
  const { table, place } = request;
  const namesOf = (some: readonly Visit[]): Promise<Map<string, SeriesCatalogue>> =>
    loadCatalogues(
      table,
      place,
      some.map(({ customer }) => customer),
    );
  const silent = new Set(visits.filter((visit) => isSilent(place.dataset, visit)));
  const [named, stored] = await Promise.all([
    namesOf(visits.filter((visit) => !silent.has(visit))),
    periodsOf(request, visits),
  ]);
  const others = await namesOf([...silent].filter(({ customer }) => stored.has(customer)));
  return { catalogues: new Map([...named, ...others]), stored };
}

/**
 * A window of a whole account that holds nothing of the customer, and was not expected to. Unless something is stored
 * all the same, its names, which may be thousands, are not needed.
 */
const isSilent = (dataset: Dataset, { content, expected, empty, entry }: Visit): boolean =>
  !isPerCustomer(dataset) &&
  !isSnapshot(dataset) &&
  content === undefined &&
  expected.length + empty.length === 0 &&
  (entry?.over ?? null) === null;

async function periodsOf(request: StoreRequest, visits: readonly Visit[]): Promise<Map<string, ByPeriod>> {
  const { table, place, window } = request;
  const today = todayIn(request);
  const wanted = visits.map((visit) => ({
    customer: visit.customer,
    periods: [...new Set([...visit.expected, ...today, ...(visit.content?.periods.keys() ?? [])])],
    empty: visit.empty,
  }));
  const isMany = ({ periods }: (typeof wanted)[number]): boolean => periods.length > BY_KEY;
  const found = await loadPeriods(
    table,
    place,
    wanted.flatMap((one) =>
      [...(isMany(one) ? [] : one.periods), ...one.empty].map((period) => ({ customer: one.customer, period })),
    ),
  );
  await inParallel(wanted.filter(isMany), 8, async ({ customer }) => {
    const stored = found.get(customer) ?? new Map<Period, PeriodContent>();
    found.set(customer, stored);
    for await (const content of periodsBetween(table, place, customer, window.from, window.to, { consistent: true })) {
      stored.set(content.period, content);
    }
  });
  return found;
}

/** The day that has not ended: it is not expected yet, but may be stored, and may be taken back. */
function todayIn({ place: { dataset }, window, askedAt }: StoreRequest): Period[] {
  if (isSnapshot(dataset)) return [];
  const today = periodOf(dataset.grain, dayIn(dataset.zone, askedAt));
  return today >= window.from && today <= window.to ? [today] : [];
}
