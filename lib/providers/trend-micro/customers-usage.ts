/**
 * The seats of each customer: purchased as the customer list says, used as the usage reply sums up.
 * https://docs.trendmicro.com/en-us/documentation/article/service-management-api-025-smpiv26wfbsscust
 */
import { dayIn } from '../../calendar.ts';
import { SeatwatchError } from '../../errors.ts';
import { isObject, type JsonObject } from '../../json.ts';
import type { Customer, Reading, Rejection, Window } from '../../provider.ts';
import { idKey, idOf, problemOf, wholeNumber } from './fields.ts';
import type { TrendMicroSession } from './session.ts';

export interface CustomersUsageReply {
  readonly dataset: 'customers-usage';
  readonly customers: readonly unknown[];
  readonly receivedAt: Date;
}

/** The usage of at most 20 customers. Throws `VENDOR_RESPONSE_INVALID` when the answer holds no array of them. */
export async function* readCustomersUsage(
  { customers }: Window,
  session: TrendMicroSession,
): AsyncGenerator<CustomersUsageReply> {
  const cids = (customers ?? []).map((customer) => encodeURIComponent(customer.id)).join(',');
  const { json, receivedAt } = await session.get(`customers/usage?cids=${cids}`);
  if (!isObject(json) || !Array.isArray(json.customers)) {
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', 'customers-usage: the answer holds no array of customers');
  }
  yield { dataset: 'customers-usage', customers: json.customers, receivedAt };
}

/** One row for each customer asked for, and for each further row the vendor gives it. Others' rows are ignored. */
export function* normaliseCustomersUsage(reply: CustomersUsageReply, window: Window): Generator<Reading | Rejection> {
  const given = new Map<string, Given[]>();
  let nameless = false;
  for (const [index, row] of reply.customers.entries()) {
    const position = `row ${index + 1}`;
    const id = isObject(row) ? idOf(row.id) : null;
    if (isObject(row) && id !== null) {
      const rows = given.get(idKey(id)) ?? [];
      rows.push({ row, position });
      given.set(idKey(id), rows);
    } else {
      nameless = true;
      yield isObject(row)
        ? rejection(null, position, 'id', problemOf(row.id, 'an id'))
        : rejection(null, position, 'row', 'is not an object');
    }
  }
  const period = dayIn('UTC', reply.receivedAt);
  for (const customer of window.customers ?? []) {
    const rows = given.get(idKey(customer.id));
    if (rows) for (const each of rows) yield joined(customer, each, period);
    // The row without a name may be this one's: nothing is known then, not even that it is absent.
    else if (!nameless) yield joined(customer, null, period);
  }
}

interface Given {
  readonly row: JsonObject;
  readonly position: string;
}

type Flaw = Pick<Rejection, 'position' | 'field' | 'problem'>;

const WHOLE = 'a whole number of 0 or more';

function joined(customer: Customer, given: Given | null, period: string): Reading | Rejection {
  const listed = isObject(customer.detail) ? customer.detail : {};
  const entitled = wholeNumber(listed.seat_count);
  if (entitled === null || listed.conflict === true) {
    const problem = entitled === null ? problemOf(listed.seat_count, WHOLE) : 'is given twice, with different numbers';
    const { page, row } = listed;
    const place = typeof page === 'number' ? `customer list, page ${page}, row ${String(row)}` : 'customer list';
    return rejection(customer.id, place, 'seat_count', problem);
  }
  const used = given && sumOfUsed(given);
  if (used !== null && typeof used !== 'number') return { rejected: true, customerId: customer.id, ...used };
  return {
    customerId: customer.id,
    customerName: customer.name,
    productId: 'wfbss',
    productName: null,
    period,
    unit: 'seat',
    labels: { level: 'customer', licenseType: licenseTypeOf(listed.license_type) },
    entitled,
    consumed: used,
    exceeded: null,
    reported: used === null ? { seat_count: entitled } : { seat_count: entitled, used },
  };
}

/** A customer can hold several activation codes. An empty list is no seat in use; without a list nobody knows. */
function sumOfUsed({ row, position }: Given): number | Flaw | null {
  const usages = row.seat_usages;
  if (usages === undefined || usages === null) return null;
  if (!Array.isArray(usages)) return { position, field: 'seat_usages', problem: 'is not an array' };
  let sum = 0;
  for (const [index, usage] of usages.entries()) {
    const raw: unknown = isObject(usage) ? usage.used : undefined;
    const used = wholeNumber(raw);
    if (used === null) return { position, field: `seat_usages[${index}].used`, problem: problemOf(raw, WHOLE) };
    sum += used;
  }
  if (Number.isSafeInteger(sum)) return sum;
  return { position, field: 'seat_usages', problem: 'adds up to more than can be counted' };
}

/** Documented as a number, sent as text too: 0 trial, 1 full. */
const licenseTypeOf = (raw: unknown): string | null => {
  if (typeof raw === 'number') return String(raw);
  return typeof raw === 'string' && raw !== '' ? raw : null;
};

const rejection = (customerId: string | null, position: string, field: string, problem: string): Rejection => ({
  rejected: true,
  customerId,
  position,
  field,
  problem,
});
