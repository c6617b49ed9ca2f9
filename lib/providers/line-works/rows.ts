/** From the vendor's rows to readings; pure. */
import { isDay } from '../../calendar.ts';
import { isObject } from '../../json.ts';
import type { Customer, Reading, Rejection, Window } from '../../provider.ts';
import { countIn, idIn } from './fields.ts';
import { asked, type Shape } from './shapes.ts';

/** One reading a row: one product of the window's customer on one day. */
export function* readRows(reply: unknown, window: Window): Generator<Reading | Rejection> {
  const { shape, customer } = asked(window);
  const rows = isObject(reply) ? reply[shape.list] : undefined;
  if (!Array.isArray(rows)) {
    const problem = 'is missing or not a list';
    yield { rejected: true, customerId: customer.id, position: 'reply', field: shape.list, problem };
    return;
  }
  for (const [index, row] of rows.entries()) yield readRow(row, `row ${index + 1}`, shape, customer);
}

function readRow(row: unknown, position: string, shape: Shape, customer: Customer): Reading | Rejection {
  const period = isObject(row) && isDay(row.usedDate) ? row.usedDate : undefined;
  const reject = (field: string, problem: string): Rejection => ({
    rejected: true,
    customerId: customer.id,
    period,
    position,
    field,
    problem,
  });
  if (!isObject(row)) return reject('row', 'is not an object');

  const parts = shape.product.map((field) => idIn(row[field]));
  const nameless = shape.product[parts.indexOf(null)];
  if (nameless !== undefined) return reject(nameless, 'is missing or not an id');
  const { plan = null } = row;
  if (period === undefined) return reject('usedDate', 'is not a day YYYY-MM-DD');
  if (plan !== null && typeof plan !== 'string') return reject('plan', 'is not text');

  const counts = new Map<string, number | null>();
  for (const name of shape.counts) {
    const count = countIn(row[name]);
    if (count === undefined) return reject(name, 'is not a whole number of 0 or more');
    counts.set(name, count);
  }
  const held = plan?.startsWith('ANNUAL_') ? 'licenseCount' : shape.cap;
  return {
    customerId: customer.id,
    customerName: customer.name,
    productId: parts.join('/'),
    productName: null,
    period,
    unit: 'seat',
    // licenseCount is null, 0 or absent where it does not apply: only an annual plan holds licences.
    entitled: held === null ? null : (counts.get(held) ?? null),
    consumed: counts.get('memberCount') ?? null,
    exceeded: null,
    reported: Object.fromEntries(counts),
    labels: Object.fromEntries(shape.labels.map((name) => [name, labelIn(row[name])])),
  };
}

/** A label says something about a reading; one that is no text says nothing. */
const labelIn = (value: unknown): string | null => (typeof value === 'string' ? value : null);
