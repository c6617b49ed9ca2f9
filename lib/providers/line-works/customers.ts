/**
 * The list of customers. Its rows hold personal data (administrators, telephone numbers), which ends here: only the
 * domain's id and the company's name go on. https://developers.worksmobile.com/jp/docs/partner-customer-list
 */
import { SeatwatchError } from '../../errors.ts';
import { isObject, type JsonObject } from '../../json.ts';
import type { Customer } from '../../provider.ts';
import type { Api } from './api.ts';
import { idIn } from './fields.ts';

const PAGE_SIZE = 30;
/** Thirty thousand customers; more cannot be read in a run. */
const MOST_PAGES = 1000;

/** Every customer once: the vendor's order is unstable, so one can stand on two pages. */
export async function listCustomers(api: Api): Promise<readonly Customer[]> {
  const customers = new Map<string, Customer>();
  const cursors = new Set<string>();
  for (let page = 1, cursor = ''; ; page++) {
    const query = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const what = `customer list, page ${page}`;
    const reply = await api.get('customers', `/partners/customers?count=${PAGE_SIZE}${query}`, what);
    if (!Array.isArray(reply.customers)) throw invalid(what, 'it holds no list of customers');
    for (const [index, row] of reply.customers.entries()) {
      const customer = customerIn(row);
      if (!customer) throw invalid(what, `row ${index + 1} has no domainId`);
      if (!customers.has(customer.id)) customers.set(customer.id, customer);
    }
    cursor = nextCursor(reply, what);
    if (cursor === '') return [...customers.values()];
    if (cursors.has(cursor) || page >= MOST_PAGES) throw invalid(what, 'the list does not end');
    cursors.add(cursor);
  }
}

function customerIn(row: unknown): Customer | null {
  if (!isObject(row)) return null;
  // domainId, not tenantId: a group of companies has several domains under one tenant.
  const id = idIn(row.domainId);
  if (id === null) return null;
  const name = row.companyName;
  return { id, name: typeof name === 'string' && name !== '' ? name : null };
}

/** On the last page it is missing by the document, and null in answers that clients have seen. */
function nextCursor(reply: JsonObject, what: string): string {
  const meta = reply.responseMetaData ?? {};
  if (!isObject(meta)) throw invalid(what, 'responseMetaData is not an object');
  const cursor = meta.nextCursor ?? '';
  if (typeof cursor !== 'string') throw invalid(what, 'nextCursor is not text');
  return cursor;
}

const invalid = (what: string, problem: string): SeatwatchError =>
  new SeatwatchError('VENDOR_RESPONSE_INVALID', `${what}: ${problem}`);
