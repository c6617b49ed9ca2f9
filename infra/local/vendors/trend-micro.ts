/** A simulated Trend Micro SMPI: the three calls of Worry-Free Business Security Services that Seatwatch makes. */
import type { SimulatedAnswer, SimulatedRequest, SimulatedVendor } from './simulator.ts';
import { doorOf, type KeyPair } from './trend-micro/door.ts';
import { storyAt, type TrendMicroWorld } from './trend-micro/world.ts';

interface TrendMicroOptions {
  readonly now: () => Date;
  /** Other keys than the usual ones. */
  readonly keys?: KeyPair;
  /** Instead of the story. */
  readonly world?: TrendMicroWorld;
  /** How far the vendor's clock is ahead of `now`. */
  readonly clockAheadSeconds?: number;
  /** A range that begins earlier than this many days ago is refused. */
  readonly historyDays?: number;
  /** Whether a row at the very end of the range is answered; the vendor's page does not say. */
  readonly end?: 'inclusive' | 'exclusive';
  /** Customers a page holds at most, whatever is asked for. */
  readonly pageCap?: number;
}

const KEYS: KeyPair = {
  accessToken: '5EA7A7C4-0001-4D0E-8A11-7E57C0DE0001',
  secretKey: 'c2ltdWxhdGVkLXRyZW5kLW1pY3JvLWtleQ',
};
const SECONDS_A_DAY = 86_400;
const RANGE_DAYS = 365;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
// Seen with this vendor: JSON that calls itself a web page.
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };

export function trendMicroVendor(options: TrendMicroOptions): SimulatedVendor {
  const { keys = KEYS } = options;
  const check = doorOf(keys);
  let ahead = 0;
  const clock = (): number => Math.floor(options.now().getTime() / 1000) + (options.clockAheadSeconds ?? 0) + ahead;
  let told: { day: string; world: TrendMicroWorld } | null = null;
  const world = (): TrendMicroWorld => {
    if (options.world) return options.world;
    const day = options.now().toISOString().slice(0, 10);
    if (told?.day !== day) told = { day, world: storyAt(options.now()) };
    return told.world;
  };

  return {
    id: 'trend-micro',
    secret: (origin) => ({ ...keys, baseUrl: origin }),
    throttled: () => refusal(429, 'too_many_requests', 'try again later', { 'retry-after': '1' }),
    setClock: (seconds) => {
      ahead = seconds;
    },
    answer: (request) => {
      const answer = route(request);
      return { ...answer, headers: { ...answer.headers, date: new Date(clock() * 1000).toUTCString() } };
    },
  };

  function route(request: SimulatedRequest): SimulatedAnswer {
    const refused = check(request, clock());
    if (refused) return refusal(refused.status, refused.subject, refused.message);
    const resource = /^\/SMPI\/(?:v2\.[2-8]\/)?service\/wfbss\/api\/(.+)$/.exec(request.url.pathname)?.[1];
    if (request.method !== 'GET') return refusal(405, 'method_not_allowed', 'only GET');
    if (request.body !== '') return refusal(400, 'invalid_body', 'no body may be supplied');
    const given = request.url.searchParams;
    switch (resource) {
      case 'vendors/license':
        return strangers(given, ['start_time', 'end_time']) ?? licenses(given);
      case 'customers':
        return strangers(given, ['page', 'limit']) ?? customers(given);
      case 'customers/usage':
        return strangers(given, ['cids']) ?? usages(given);
      default:
        return refusal(404, 'not_found', 'no such resource');
    }
  }

  function licenses(given: URLSearchParams): SimulatedAnswer {
    const rows = world().licenses as ReadonlyArray<{ update_time: number }>;
    if (given.size === 0) return answer(rows.slice(-1), HTML_TYPE);
    if ([...given.values()].some((value) => !/^\d{1,10}$/.test(value))) return outOfRange('a time is no Unix time');
    const end = Number(given.get('end_time') ?? clock());
    const start = Number(given.get('start_time') ?? end - RANGE_DAYS * SECONDS_A_DAY);
    if (start > end) return outOfRange('start_time is after end_time');
    if (end - start > RANGE_DAYS * SECONDS_A_DAY) return outOfRange('the maximum time range is 365 days');
    if (options.historyDays !== undefined && start < clock() - options.historyDays * SECONDS_A_DAY) {
      return outOfRange('start_time is too long ago');
    }
    const last = options.end === 'exclusive' ? end - 1 : end;
    return answer(
      rows.filter((row) => row.update_time >= start && row.update_time <= last),
      HTML_TYPE,
    );
  }

  function customers(given: URLSearchParams): SimulatedAnswer {
    const page = Number(given.get('page') ?? 1);
    const limit = Number(given.get('limit') ?? 100);
    if (!Number.isInteger(page) || page < 1) return refusal(400, 'invalid_parameter', 'page begins at 1');
    if (!Number.isInteger(limit) || limit < 1 || limit > 100)
      return refusal(400, 'invalid_parameter', 'limit is 1-100');
    const all = world().customers;
    const size = Math.min(limit, options.pageCap ?? limit);
    const shown = all.slice((page - 1) * size, page * size);
    return answer({ paging: { total: all.length, limit, page }, customers: shown });
  }

  function usages(given: URLSearchParams): SimulatedAnswer {
    const cids = (given.get('cids') ?? '').split(',').filter((cid) => cid !== '');
    if (cids.length < 1 || cids.length > 20) return refusal(400, 'invalid_parameter', 'cids holds 1-20 ids');
    const asked = new Set(cids.map((cid) => cid.toLowerCase()));
    const rows = world().usages as ReadonlyArray<{ id: string }>;
    return answer({ customers: rows.filter((row) => asked.has(row.id.toLowerCase())) });
  }
}

function strangers(given: URLSearchParams, known: readonly string[]): SimulatedAnswer | null {
  const names = [...given.keys()];
  const stranger = names.find((name, index) => !known.includes(name) || names.indexOf(name) !== index);
  return stranger === undefined ? null : refusal(400, 'invalid_parameter', `${stranger} is unknown or repeated`);
}

const outOfRange = (message: string): SimulatedAnswer => refusal(400, 'invalid_time_range', message);

const answer = (body: unknown, headers: Readonly<Record<string, string>> = JSON_TYPE): SimulatedAnswer => ({
  status: 200,
  headers,
  body: JSON.stringify(body),
});

const refusal = (
  status: number,
  subject: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): SimulatedAnswer => ({
  status,
  headers: { ...JSON_TYPE, ...headers },
  body: JSON.stringify({ error_subject: subject, error_message: message }),
});
