/** Which periods of a dataset should be there by now. Pure; the same for collecting and for answering. */
import { addMonths, dayIn, firstDay, monthOf, nextPeriod, periodOf } from './calendar.ts';
import type { Dataset } from './dataset.ts';
import type { Period } from './usage.ts';

/** The newest expected period: yesterday in the vendor's zone, or its current month. */
export const newestExpected = (dataset: Dataset, now: Date): Period =>
  nextPeriod(periodOf(dataset.grain, dayIn(dataset.zone, now)), -dataset.lag);

/** The first expected period of a dataset with history, given how deep it goes (months or days); '' without history. */
export function oldestExpected(dataset: Dataset, now: Date, depth: number): Period {
  const today = dayIn(dataset.zone, now);
  if (dataset.span.kind === 'month') {
    const month = addMonths(monthOf(today), 1 - depth);
    return dataset.grain === 'month' ? month : firstDay(month);
  }
  return dataset.span.kind === 'days' ? nextPeriod(newestExpected(dataset, now), 1 - depth) : '';
}

export const isSnapshot = (dataset: Dataset): boolean =>
  dataset.span.kind === 'snapshot' || dataset.span.kind === 'batch';

/** Asked for customer by customer: what has been read is known of each. */
export const isPerCustomer = (dataset: Dataset): boolean =>
  dataset.span.kind === 'batch' || (dataset.span.kind === 'month' && dataset.span.per === 'customer');

/** The day of a snapshot. */
export const snapshotDay = (now: Date): Period => dayIn('UTC', now);

/** Final by the clock; datasets that go by waves are asked elsewhere. */
export const isFinalAt = (dataset: Dataset, period: Period, now: Date): boolean =>
  dataset.finalAt !== null && dataset.finalAt(period) <= now;
