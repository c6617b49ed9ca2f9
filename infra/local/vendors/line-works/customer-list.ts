/** `GET /partners/customers`: at most 30 a page, in an order that is not the same on every walk. */
import type { SimulatedAnswer } from '../simulator.ts';
import { json, refusal } from './answers.ts';
import type { Row } from './contracts.ts';
import type { World } from './world.ts';

const PARAMETERS: ReadonlySet<string> = new Set(['domain', 'count', 'cursor', 'orderBy']);
const ORDERS: ReadonlySet<string> = new Set(['name asc', 'name desc']);

export type CustomerList = (query: URLSearchParams) => SimulatedAnswer;

export function createCustomerList(world: World): CustomerList {
  let walks = 0;

  return (query) => {
    for (const name of query.keys()) {
      if (!PARAMETERS.has(name)) return refusal('INVALID_PARAMETER', `Unknown parameter ${name}`);
    }
    const count = Number(query.get('count') ?? '10');
    if (!Number.isInteger(count) || count < 1 || count > 30) return refusal('INVALID_PARAMETER', 'count is 1 to 30');
    if (!ORDERS.has(query.get('orderBy') ?? 'name asc')) return refusal('INVALID_PARAMETER', 'Unknown order');
    const place = placeOf(query.get('cursor'), () => walks++);
    if (!place) return refusal('INVALID_PARAMETER', 'Malformed cursor');

    const domain = query.get('domain');
    const all = world.customers().filter((row) => domain === null || row.domain === domain);
    const order = turned(all, place.walk);
    const end = place.from + count;
    // The order is unstable: the last of one page comes again on the next.
    const next = count > 1 ? end - 1 : end;
    const meta = end < order.length ? { nextCursor: cursorOf(place.walk, next) } : lastPage(place.walk);
    return json({ customers: order.slice(place.from, end), responseMetaData: meta });
  };
}

/** Documents and observed answers end a list differently. */
const lastPage = (walk: number): Row => (walk % 2 === 0 ? {} : { nextCursor: null });

function turned(rows: readonly Row[], walk: number): readonly Row[] {
  const by = rows.length === 0 ? 0 : walk % rows.length;
  return [...rows.slice(by), ...rows.slice(0, by)];
}

/** Base64 with + / and = in it, as the real ones have. */
function cursorOf(walk: number, from: number): string {
  const bytes = Buffer.from([0xfb, 0xff, 0xfe, 0, 0, 0, 0]);
  bytes.writeUInt16BE(walk % 0x1_0000, 3);
  bytes.writeUInt16BE(from, 5);
  return bytes.toString('base64');
}

/** Null for anything that this list has not handed out, such as a cursor whose + became a space. */
function placeOf(cursor: string | null, newWalk: () => number): { walk: number; from: number } | null {
  if (cursor === null) return { walk: newWalk(), from: 0 };
  const bytes = Buffer.from(cursor, 'base64');
  if (bytes.length !== 7) return null;
  const place = { walk: bytes.readUInt16BE(3), from: bytes.readUInt16BE(5) };
  return cursorOf(place.walk, place.from) === cursor ? place : null;
}
