/** The days that a question is about. */
import { addDays, daysBetween } from '../../lib/calendar.ts';
import { badParameter } from './problem.ts';

const DEFAULT_DAYS = 30;
const MOST_DAYS = 366;

/** Inclusive days; `today` is the UTC day. Throws a 400 that names the parameter at fault. */
export function rangeOf(
  given: { readonly from?: string | undefined; readonly to?: string | undefined },
  today: string,
): { readonly from: string; readonly to: string } {
  const to = given.to ?? (given.from !== undefined && given.from > today ? given.from : today);
  const from = given.from ?? (to < '0001-02-01' ? to : addDays(to, 1 - DEFAULT_DAYS));
  if (from > to) throw badParameter('from', 'is after to');
  if (daysBetween(from, to) >= MOST_DAYS) {
    throw badParameter(given.from === undefined ? 'to' : 'from', `the range is longer than ${MOST_DAYS} days`);
  }
  return { from, to };
}
