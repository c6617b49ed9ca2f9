/**
 * The partner's customers, each with its purchased seats, a hundred a page.
 * https://docs.trendmicro.com/en-us/documentation/article/service-management-api-016-smpiv26wfbsscust
 */
import { SeatwatchError } from '../../errors.ts';
import { isObject } from '../../json.ts';
import { noveltyOf } from '../../novelty.ts';
import type { Customer } from '../../provider.ts';
import { idKey, idOf, wholeNumber } from './fields.ts';
import type { TrendMicroSession } from './session.ts';

/** The vendor's largest page. */
const PAGE = 100;
/** Trial and full; they come as numbers and as text. */
const LICENSE_TYPES: ReadonlySet<string> = new Set(['0', '1']);
/** A hundred thousand customers; a list that goes on after that does not end. */
const MOST_PAGES = 1000;

/** What a listed row says about seats, as it came, for the reading that joins it with the usage. */
interface ListedSeats {
  readonly seat_count: unknown;
  readonly license_type: unknown;
  /** Where the row stands in the list, both counted from 1. */
  readonly page: number;
  readonly row: number;
  /** The list holds the customer twice, with different seats. */
  readonly conflict: boolean;
}

type Listed = Customer & { readonly detail: ListedSeats };

/** Every customer once. A list that does not add up to its own total is read once more, and then not believed. */
export async function listCustomers(session: TrendMicroSession): Promise<readonly Customer[]> {
  const first = await walk(session);
  if (typeof first !== 'string') return first;
  session.notice('the customer list did not add up and is read again', { reason: first });
  const second = await walk(session);
  if (typeof second !== 'string') return second;
  throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `customer list: ${second}`);
}

/** The list, or in what way its pages do not add up. */
async function walk(session: TrendMicroSession): Promise<Listed[] | string> {
  const listed = new Map<string, Listed>();
  const once = noveltyOf('Trend Micro', session.notice);
  const noticeLicenseType = (type: unknown): void => {
    if (typeof type !== 'string' && typeof type !== 'number') return;
    if (!LICENSE_TYPES.has(String(type))) once('license_type', String(type));
  };
  let announced: number | null = null;
  // Rows as the vendor counts them: a repetition within a page is a row of its own, one on a later page is not.
  let counted = 0;
  for (let page = 1; ; page++) {
    const { total, rows } = await pageOf(session, page);
    if (total === null) return `page ${page} gives no total`;
    if (announced !== null && total !== announced) return `the total changed from ${announced} to ${total}`;
    announced = total;
    const ofThisPage = new Set<string>();
    const before = counted;
    for (const [index, row] of rows.entries()) {
      const customer = customerOf(row, page, index + 1);
      noticeLicenseType(customer.detail.license_type);
      const key = idKey(customer.id);
      if (!listed.has(key)) ofThisPage.add(key);
      if (ofThisPage.has(key)) counted++;
      listed.set(key, merged(listed.get(key), customer));
    }
    if (counted === total) return [...listed.values()];
    if (page >= MOST_PAGES) throw new SeatwatchError('VENDOR_RESPONSE_INVALID', 'customer list: it does not end');
    if (counted > total || counted === before) return `${counted} of the announced ${total} after page ${page}`;
  }
}

async function pageOf(
  session: TrendMicroSession,
  page: number,
): Promise<{ total: number | null; rows: readonly unknown[] }> {
  const { json } = await session.get(`customers?page=${page}&limit=${PAGE}`);
  if (!isObject(json) || !Array.isArray(json.customers)) {
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `customer list, page ${page}: no array of customers`);
  }
  return { total: isObject(json.paging) ? wholeNumber(json.paging.total) : null, rows: json.customers };
}

function customerOf(found: unknown, page: number, row: number): Listed {
  const { id: rawId, name, seat_count, license_type } = isObject(found) ? found : {};
  const id = idOf(rawId);
  if (id === null) {
    // Without it the list is not complete, and a customer would seem to have left.
    throw new SeatwatchError(
      'VENDOR_RESPONSE_INVALID',
      `customer list, page ${page}, row ${row}: id is missing or no id`,
    );
  }
  const detail = { seat_count, license_type, page, row, conflict: false };
  return { id, name: typeof name === 'string' && name !== '' ? name : null, detail };
}

const merged = (known: Listed | undefined, again: Listed): Listed =>
  known ? { ...known, detail: { ...known.detail, conflict: known.detail.conflict || differ(known, again) } } : again;

const differ = (one: Listed, other: Listed): boolean =>
  JSON.stringify(one.detail.seat_count) !== JSON.stringify(other.detail.seat_count);
