/**
 * The partner's seats, one row a UTC day.
 * https://docs.trendmicro.com/en-us/documentation/article/service-management-api-005-smpiv26wfbssusag
 */
import { addDays, dayIn, startOfDay } from '../../calendar.ts';
import { SeatwatchError } from '../../errors.ts';
import { isObject } from '../../json.ts';
import type { Reading, Rejection, Window } from '../../provider.ts';
import { idOf, problemOf, wholeNumber } from './fields.ts';
import type { TrendMicroSession } from './session.ts';

export interface VendorLicenseReply {
  readonly dataset: 'vendor-license';
  readonly rows: readonly unknown[];
}

/** The end of the year 9999: a time in milliseconds lies beyond it. */
const LATEST_SECONDS = 253_402_300_799;

const COUNTS = ['seat_purchase', 'seat_in_use', 'seat_count_exceed'] as const;

/**
 * Throws `VENDOR_RESPONSE_INVALID` for anything but the promised array. An empty one is a good answer.
 *
 * Whether the vendor counts the end in is not documented. Asking up to the midnight after the last day holds that
 * day's row either way and keeps 365 days within the allowed range; a row of the day after is outside of the window.
 */
export async function* readVendorLicense(
  { from, to }: Window,
  session: TrendMicroSession,
): AsyncGenerator<VendorLicenseReply> {
  const query = `start_time=${secondsAt(from)}&end_time=${secondsAt(addDays(to, 1))}`;
  const { json } = await session.get(`vendors/license?${query}`);
  if (!Array.isArray(json)) {
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `vendor-license ${from}/${to}: the answer is not an array`);
  }
  yield { dataset: 'vendor-license', rows: json };
}

export const normaliseVendorLicense = ({ rows }: VendorLicenseReply): Array<Reading | Rejection> =>
  rows.map((row, index) => partnerDay(row, `row ${index + 1}`));

function partnerDay(row: unknown, position: string): Reading | Rejection {
  if (!isObject(row)) return { rejected: true, customerId: null, position, field: 'row', problem: 'is not an object' };
  const customerId = idOf(row.vid);
  const seconds = wholeNumber(row.update_time);
  const period = seconds === null || seconds > LATEST_SECONDS ? undefined : dayIn('UTC', new Date(seconds * 1000));
  const reject = (field: string, wanted: string): Rejection => ({
    rejected: true,
    customerId,
    period,
    position,
    field,
    problem: problemOf(row[field], wanted),
  });
  if (customerId === null) return reject('vid', 'an id');
  if (period === undefined) return reject('update_time', 'a time in Unix seconds');
  const [purchase, inUse, exceed] = COUNTS.map((name) => wholeNumber(row[name]));
  // The vendor's own figure can be over while the sums are not, and the other way round: none is derived from another.
  if (purchase == null || inUse == null || exceed == null) {
    const bad = COUNTS.find((name) => wholeNumber(row[name]) === null) ?? COUNTS[0];
    return reject(bad, 'a whole number of 0 or more');
  }
  return {
    customerId,
    customerName: null,
    productId: 'wfbss',
    productName: null,
    period,
    unit: 'seat',
    labels: { level: 'partner' },
    entitled: purchase,
    consumed: inUse,
    exceeded: exceed,
    reported: { seat_purchase: purchase, seat_in_use: inUse, seat_count_exceed: exceed },
  };
}

const secondsAt = (day: string): number => startOfDay(day, 'UTC').getTime() / 1000;
