/** The model of windows that are too old, and of the refusals that are no failures. */
import { dayIn, nextPeriod, periodOf } from '../../lib/calendar.ts';
import type { Period } from '../../lib/usage.ts';
import { type Attempt, isByCustomer, type LedgerModel } from './ledger-model.ts';
import type { ShownFailure } from './shown.ts';

export interface Judged {
  /** The first period that is still expected, per dataset. */
  readonly floors: ReadonlyMap<string, Period>;
  /** Readings and real failures in their order; a refusal that was believed has the whole range that was asked for. */
  readonly attempts: readonly Attempt[];
}

/**
 * Goes through all attempts in their order: what counts as stored by then decides what a refusal means. A failure of
 * the whole account marks nothing.
 */
export function judged(model: LedgerModel): Judged {
  const floors = new Map<string, Period>();
  const attempts: Attempt[] = [];
  const newest = new Map<string, Period>();
  const wide: ShownFailure[] = [];
  for (const attempt of model.attempts) {
    const { shown } = attempt;
    const { dataset: name, from, to } = shown;
    const dataset = model.datasets[name];
    if (!dataset) continue;
    if (shown.what === 'window') {
      attempts.push(attempt);
      // A confined reading of a whole account, or a customer's with unreadable rows, does not count as stored.
      const isWhole = attempt.concerned.size === 0 && !attempt.concernsAll;
      if (isByCustomer(dataset) ? !isWhole : shown.only !== null) continue;
      const last = nextPeriod(periodOf(dataset.grain, dayIn(dataset.zone, shown.askedAt)), -dataset.lag);
      const stored = to < last ? to : last;
      if (from <= stored && (newest.get(name) ?? '') < stored) newest.set(name, stored);
    } else if (shown.code === 'CREDENTIALS_REJECTED') continue;
    else if (shown.code === 'VENDOR_REQUEST_REFUSED' && dataset.span.kind === 'days' && from < to) wide.push(shown);
    else if (shown.code === 'VENDOR_REQUEST_REFUSED' && (newest.get(name) ?? '') > to) {
      const floor = nextPeriod(to);
      if ((floors.get(name) ?? '') < floor) floors.set(name, floor);
    } else {
      // What fails of a range that was halved fails with all that is older of it.
      const around = wide.filter(
        (one) => one.run === shown.run && one.dataset === name && one.from <= from && one.to >= to,
      );
      const first = around.map((one) => one.from).reduce((a, b) => (b < a ? b : a), from);
      attempts.push({ ...attempt, shown: { ...shown, from: first } });
    }
  }
  return { floors, attempts };
}
