/**
 * A month of a customer is asked for again and again until it is final, and mostly shows what it showed before. What it
 * held when all of it was last stored stands in the customer's entry as a short text: where a reading gives the same,
 * nothing has to be loaded, compared or derived.
 */
import { lastDay, monthOf } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import { digestOf } from '../digest.ts';
import { isFinalAt } from '../expected.ts';
import type { DirectoryEntry } from '../ledger/directory.ts';
import { encodeFigures } from '../ledger/figures.ts';
import type { SeriesCatalogue } from '../ledger/series-item.ts';
import { inRanges } from '../ranges.ts';
import type { CustomerContent } from './content.ts';
import type { StoreRequest } from './store-request.ts';
import type { Visit } from './visit.ts';

const isByMonth = ({ span }: Dataset): boolean => span.kind === 'month' && span.per === 'customer';

const byKey = <T>(entries: Iterable<readonly [string, T]>): Array<readonly [string, T]> =>
  [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1));

/**
 * Stands for all that is stored of these rows. In another calendar month it is another text: once more everything is
 * compared, so that what two runs at once and a kill between them could leave does not outlast the month.
 */
function textOf({ place: { dataset }, day }: StoreRequest, content: CustomerContent | undefined): string {
  const numbers = byKey(content?.periods ?? []).map(([period, cells]) => [
    period,
    byKey(cells).map(([series, figures]) => [series, encodeFigures(dataset, figures)]),
  ]);
  const names = byKey(content?.series ?? []).map(([series, { productId, productName, labels, from }]) => [
    series,
    productId,
    productName,
    dataset.labels.map((label) => labels[label] ?? null),
    from,
  ]);
  return digestOf(JSON.stringify([monthOf(day), numbers, names]));
}

/** Whether a customer's month holds what it held when it was last stored, and nothing else would be written of it. */
export function isSameMonth(request: StoreRequest, visit: Visit): boolean {
  const { window, scope, failed, isWanted } = request;
  const { entry, content, customer } = visit;
  if (isWanted) return false;
  const known = entry?.seen[monthOf(window.from)];
  if (!entry || known === undefined || entry.gone !== null || entry.scope !== scope) return false;
  const name = visit.customerName ?? content?.customerName ?? entry.customerName;
  if (visit.concerned || failed(customer) || name !== entry.customerName) return false;
  return isWholeRead(entry, visit) && known === textOf(request, content);
}

const isWholeRead = ({ read }: DirectoryEntry, { expected }: Visit): boolean =>
  expected.every((period) => inRanges(read, period));

/** What is seen of the customer's months once this window is stored. Of months that are final nobody asks again. */
export function seenAfter(
  request: StoreRequest,
  { content, concerned }: Visit,
  catalogue: SeriesCatalogue,
  seen: DirectoryEntry['seen'],
): DirectoryEntry['seen'] {
  const { window, at } = request;
  const { dataset } = request.place;
  if (!isByMonth(dataset)) return seen;
  // Names that were taken back wait for those of any other row, also of another month.
  if (catalogue.entries.values().some(({ from }) => from === '')) return {};
  const month = monthOf(window.from);
  const others = Object.entries(seen).filter(([other]) => other !== month);
  const all = concerned ? others : [...others, [month, textOf(request, content)] as const];
  const open = all.filter(([other]) => !isFinalAt(dataset, lastDay(other), at));
  return Object.fromEntries(open.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * What is seen while a window is written, if that has to be told first: cut off in between, the month holds neither the
 * old nor the new. A month with days that do not count as read is compared in any case.
 */
export function seenDuring({ window }: StoreRequest, visit: Visit, entry: DirectoryEntry): DirectoryEntry['seen'] {
  const month = monthOf(window.from);
  if (entry.seen[month] === undefined || !isWholeRead(entry, visit)) return entry.seen;
  return Object.fromEntries(Object.entries(entry.seen).filter(([other]) => other !== month));
}
