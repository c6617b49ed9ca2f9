/**
 * Stores the whole content of one window. Written in this order, so that a crash anywhere leaves nothing wrong: names
 * before the numbers that need them, numbers before the overages that follow from them, and what has been read last.
 */
import { periods } from '../calendar.ts';
import { isPerCustomer, isSnapshot, newestExpected } from '../expected.ts';
import { chunked, inParallel } from '../ledger/client.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import { customerKey } from '../ledger/keys.ts';
import { type Ranges, without } from '../ranges.ts';
import type { Period } from '../usage.ts';
import { sees } from './scope.ts';
import type { CustomerContent } from './content.ts';
import type { OverageChange } from './derive-overages.ts';
import { isSameMonth } from './same-month.ts';
import { storeCustomers } from './store-customers.ts';
import type { Stored, StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';

/** How many customers are loaded, compared and written together: as many as one BatchGet takes. */
const BATCH = 100;
const LANES = 4;

export async function storeWindow(request: StoreRequest): Promise<Stored> {
  const visits = visitsOf(request);
  const [same, left] = parted(visits, (visit) => isSameMonth(request, visit));
  const unchanged = same.reduce((sum, { content }) => sum + rowsOf(content), 0);
  const total = { changed: 0, unchanged, withdrawn: 0, overages: new Array<OverageChange>() };
  await inParallel(chunked(left, BATCH), LANES, async (batch) => {
    const stored = await storeCustomers(request, batch);
    total.changed += stored.changed;
    total.unchanged += stored.unchanged;
    total.withdrawn += stored.withdrawn;
    total.overages.push(...stored.overages);
  });
  return total;
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [T[], T[]] {
  const parts: readonly [T[], T[]] = [[], []];
  for (const item of items) parts[isFirst(item) ? 0 : 1].push(item);
  return parts;
}

const rowsOf = (content: CustomerContent | undefined): number =>
  [...(content?.periods.values() ?? [])].reduce((sum, cells) => sum + cells.size, 0);

/** Everybody the window tells something about: those in it, and those of whom it holds nothing any more. */
function visitsOf(request: StoreRequest): Visit[] {
  const { window, content, entries, only, scope, place } = request;
  const visits: Visit[] = [];
  const seen = new Set<string>();
  const visit = (
    customer: string,
    found: CustomerContent | undefined,
    entry: DirectoryEntry | undefined,
    id: string,
    name: string | null,
  ): void => {
    seen.add(customer);
    const concerned = content.concernsAll || (found?.concerned ?? false);
    const first = earliest(found, entry);
    visits.push({
      customer,
      customerId: id,
      customerName: name,
      content: found,
      entry,
      concerned,
      expected: expectedOf(request, first),
      empty: emptyOf(request, customer, first, entry?.read ?? []),
    });
  };
  for (const { id, name } of window.customers ?? []) {
    const customer = customerKey(id);
    visit(customer, content.customers.get(customer), entries.get(customer), id, name);
  }
  for (const [customer, found] of content.customers) {
    if (!seen.has(customer)) visit(customer, found, entries.get(customer), found.customerId, found.customerName);
  }
  if (isPerCustomer(place.dataset)) return visits;
  for (const [customer, entry] of entries) {
    if (seen.has(customer) || !sees(scope, entry.scope) || !(only?.has(customer) ?? true)) continue;
    // Gone already: an earlier list said so.
    if (entry.gone !== null) continue;
    visit(customer, undefined, entry, entry.customerId, entry.customerName);
  }
  return visits;
}

const earliest = (content: CustomerContent | undefined, entry: DirectoryEntry | undefined): Period | null => {
  const known = [...(content?.periods.keys() ?? []), ...(entry?.first ? [entry.first] : [])];
  return known.toSorted()[0] ?? null;
};

/** The periods that this reading observed of a customer, whether it held rows of them or not. */
function expectedOf({ place: { dataset }, window, askedAt }: StoreRequest, first: Period | null): readonly Period[] {
  if (isSnapshot(dataset)) return [];
  const newest = newestExpected(dataset, askedAt);
  const to = window.to < newest ? window.to : newest;
  if (isPerCustomer(dataset)) return [...periods(window.from, to)];
  if (first === null) return [];
  return [...periods(first > window.from ? first : window.from, to)];
}

/**
 * Whose rows turn up under an older period than any before was nobody when the later periods were read: what was read
 * then is now known to hold nothing of it.
 */
function emptyOf(request: StoreRequest, customer: string, first: Period | null, known: Ranges): Period[] {
  const { window, read, doubted, place } = request;
  // The days of snapshots are those on which they were read, not those of their rows.
  if (first === null || isSnapshot(place.dataset)) return [];
  return without(read, [...known, [window.from, window.to]])
    .flatMap(([from, to]) => [...periods(from > first ? from : first, to)])
    .filter((period) => !doubted(customer, period));
}
