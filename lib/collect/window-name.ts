import { firstDay } from '../calendar.ts';
import type { Dataset } from '../dataset.ts';
import type { Window } from '../provider.ts';

/** A window as results and failures name it: `YYYY-MM`, `YYYY-MM-DD/YYYY-MM-DD` or the snapshot's day. */
export function windowName(dataset: Dataset, { from, to }: Window): string {
  if (dataset.span.kind === 'month') return firstDay(from).slice(0, 7);
  return dataset.span.kind === 'days' ? `${from}/${to}` : from;
}
