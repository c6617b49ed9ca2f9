/** The smallest request that shows whether a dataset can be read: its newest window, of one customer where it is by customer. */
import { firstDay, lastDay, monthOf } from '../../../lib/calendar.ts';
import type { Dataset } from '../../../lib/dataset.ts';
import { newestExpected, snapshotDay } from '../../../lib/expected.ts';
import type { Customer, Window } from '../../../lib/provider.ts';

/** Null when there is nobody to ask for. */
export function sampleWindow(
  name: string,
  dataset: Dataset,
  customers: readonly Customer[] | null,
  now: Date,
): Window | null {
  const { span, grain } = dataset;
  const newest = newestExpected(dataset, now);
  const [first] = customers ?? [];
  switch (span.kind) {
    case 'month': {
      if (span.per === 'customer' && !first) return null;
      const range = grain === 'month' ? { from: newest, to: newest } : monthAround(newest);
      return { dataset: name, ...range, customers: span.per === 'customer' && first ? [first] : null };
    }
    case 'days':
      return { dataset: name, from: newest, to: newest, customers: null };
    case 'snapshot':
      return { dataset: name, from: snapshotDay(now), to: snapshotDay(now), customers: null };
    default:
      if (!first) return null;
      return { dataset: name, from: snapshotDay(now), to: snapshotDay(now), customers: [first] };
  }
}

const monthAround = (day: string): { from: string; to: string } => ({
  from: firstDay(monthOf(day)),
  to: lastDay(monthOf(day)),
});
