/** A long range as runs that each fit into the time of a function, newest first. */
import { addDays, addMonths, daysBetween, firstDay, lastDay, monthOf } from '../../lib/calendar.ts';
import { DATASETS } from '../../lib/datasets.ts';
import type { ProviderId } from '../../lib/usage.ts';

export interface Part {
  readonly from: string;
  readonly to: string;
}

/** A vendor that answers by the month is asked month by month, one that answers days as widely as it lets itself be asked. */
export function partsOf(provider: ProviderId, from: string, to: string): Part[] {
  const spans = Object.values(DATASETS[provider]).map(({ span }) => span);
  const days = spans.flatMap((span) => (span.kind === 'days' ? [span.most] : []));
  if (spans.some(({ kind }) => kind === 'month')) return months(from, to);
  const [most] = days;
  return most === undefined ? [] : stretches(from, to, most);
}

function months(from: string, to: string): Part[] {
  const parts: Part[] = [];
  for (let month = monthOf(to); month >= monthOf(from); month = addMonths(month, -1)) {
    const [first, last] = [firstDay(month), lastDay(month)];
    parts.push({ from: first < from ? from : first, to: last > to ? to : last });
  }
  return parts;
}

function stretches(from: string, to: string, most: number): Part[] {
  const parts: Part[] = [];
  for (let last = to; last >= from; ) {
    const first = daysBetween(from, last) < most ? from : addDays(last, 1 - most);
    parts.push({ from: first, to: last });
    last = addDays(first, -1);
  }
  return parts;
}
