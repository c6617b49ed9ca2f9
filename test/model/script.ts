/** What a step of a scenario makes the vendor do while it is read. */
import { addDays, dayIn, nextPeriod } from '../../lib/calendar.ts';
import type { Dataset } from '../../lib/dataset.ts';
import { SeatwatchError } from '../../lib/errors.ts';
import type { Reading, Window } from '../../lib/provider.ts';
import type { Flaw, Mischief, RunStep } from './scenario.ts';
import type { Script } from './scripted-vendor.ts';
import type { Rig } from './rig.ts';
import { CUSTOMERS, type Truth } from './truth.ts';

const HOUR = 3_600_000;

export interface Circumstances {
  readonly mode: RunStep['mode']['kind'];
  /** Several windows are read at once: what passes or is refused in between would be a race of the test itself. */
  readonly isWide: boolean;
}

export function scriptOf(rig: Rig, mischief: Mischief, { mode, isWide }: Circumstances): Script {
  // No other run is under way, and this one is not killed.
  const isAlone = mode === 'plain' || mode === 'short';
  const { fault, unreadable, doubled, lacks, restarts, keeps } = mischief;
  let passes = isAlone ? (mischief.passes ?? 0) : 0;
  const pass = (): void => {
    rig.now = new Date(rig.now.getTime() + passes * HOUR);
    passes = 0;
  };
  const hits = (flaw: Mischief['lacks'], row: Reading): boolean => flaw !== undefined && isHit(rig.truth, flaw, row);
  return {
    restarts: restarts ?? false,
    listing: () => isWide && pass(),
    reading: () => !isWide && pass(),
    fault: (window) => {
      const dataset = rig.model.datasets[window.dataset];
      if (keeps !== undefined && isAlone && !isWide && dataset && isTooOld(dataset, window, rig.now, keeps)) {
        return new SeatwatchError('VENDOR_REQUEST_REFUSED', 'too old');
      }
      const [customer] = window.customers?.length === 1 ? window.customers : [];
      // Another run reads other batches: to it the customer would not be gone.
      if (fault?.gone && mode === 'beside') return null;
      if (fault?.gone) {
        const isGone = customer !== undefined && customer.id === CUSTOMERS[fault.which];
        return isGone ? new SeatwatchError('NOT_FOUND', 'scripted', { gone: true }) : null;
      }
      const name = `${window.dataset}${window.from}${window.customers?.map(({ id: key }) => key).join()}`;
      return fault && hash(name) % 4 === fault.which ? new SeatwatchError(fault.code, 'scripted') : null;
    },
    lacks: (row) => hits(lacks, row),
    unreadable: (row) => (hits(unreadable, row) ? (unreadable?.flag ? 'named' : 'unnamed') : null),
    doubled: (row) => (hits(doubled, row) ? (doubled?.flag ? 'other' : 'same') : null),
  };
}

function isHit(truth: Truth, { customer, product, third }: Flaw, row: Reading): boolean {
  const isCustomer = row.customerId === CUSTOMERS[customer];
  return isCustomer && truth.isOf(row, product) && (third === null || hash(row.period) % 3 === third);
}

function isTooOld({ grain, zone, history }: Dataset, { from }: Window, now: Date, keeps: number): boolean {
  if (history === null) return false;
  const back = grain === 'day' ? addDays(dayIn(zone, now), -keeps).slice(0, from.length) : '';
  return from < (grain === 'month' ? nextPeriod(dayIn(zone, now).slice(0, 7), -(keeps % 4)) : back);
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return value;
}
