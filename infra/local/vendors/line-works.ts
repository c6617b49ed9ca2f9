/**
 * A simulated LINE WORKS: the API host under /v1.0 and the auth host under /oauth2/v2.0 on one origin. It is as strict
 * as the documents say about tokens, parameters and pace.
 */
import type { SimulatedAnswer, SimulatedRequest, SimulatedVendor } from './simulator.ts';
import { json, refusal } from './line-works/answers.ts';
import { type AuthOptions, CLIENT, createAuth } from './line-works/auth.ts';
import { createCustomerList } from './line-works/customer-list.ts';
import { createLimiter, limitHeaders } from './line-works/limiter.ts';
import { storyWorld, type World } from './line-works/world.ts';

interface LineWorksOptions extends Partial<AuthOptions> {
  readonly now: () => Date;
  /** Milliseconds that only run forward, for the limit. */
  readonly clock?: () => number;
  readonly perMinute?: number;
  /** `rateLimit-reset` of a refusal that a fault asks for. */
  readonly resetSeconds?: number;
  /** The last days of one customer are told too low at first and corrected later. */
  readonly correctLastWeek?: boolean;
  /** Another world than the story's. */
  readonly world?: World;
}

const CALL = /^\/v1\.0\/partners\/customers(?:\/([^/]+)\/(usages|option-product-usages))?$/;
const USAGE_PARAMETERS: ReadonlySet<string> = new Set(['year', 'month', 'productGroupId']);

export function lineWorksVendor(options: LineWorksOptions): SimulatedVendor {
  const { now, perMinute = 240, resetSeconds = 0, correctLastWeek = true } = options;
  const world = options.world ?? storyWorld(now, correctLastWeek);
  let aheadMs = 0;
  const auth = createAuth({
    tokenSeconds: 86_400,
    rotation: false,
    signIn: 'service-account',
    client: CLIENT,
    ...options,
    now: () => new Date(now().getTime() + aheadMs),
  });
  const limit = createLimiter(perMinute, options.clock ?? (() => performance.now()));
  const customerList = createCustomerList(world);

  function usage(domainId: string, call: string, query: URLSearchParams): SimulatedAnswer {
    for (const name of query.keys()) {
      if (!USAGE_PARAMETERS.has(name)) return refusal('INVALID_PARAMETER', `Unknown parameter ${name}`);
    }
    const year = query.get('year');
    const month = query.get('month');
    if (year === null || month === null) return refusal('MISSING_PARAMETER', 'year and month are required');
    if (!/^\d{4}$/.test(year) || !/^[1-9]\d?$/.test(month)) return refusal('INVALID_PARAMETER', 'Not a number');
    if (Number(month) > 12) return refusal('OUT_OF_RANGE', 'month is 1 to 12');
    const period = `${year}-${month.padStart(2, '0')}`;
    const ofOptions = call === 'option-product-usages';
    const rows = ofOptions ? world.optionProductUsages(domainId, period) : world.usages(domainId, period);
    if (!rows) return refusal('ACCESS_DENIED', 'Access is denied.');
    const group = query.get('productGroupId');
    const shown = rows.filter((row) => group === null || row.productGroupId === group);
    return json(ofOptions ? { optionProductUsages: shown } : { usages: shown });
  }

  function api({ method, url, headers }: SimulatedRequest): SimulatedAnswer {
    const match = CALL.exec(url.pathname);
    if (!match || method !== 'GET') return refusal('NOT_FOUND', 'Api not exists');
    const scopes = auth.scopesOf(headers.authorization);
    if (!scopes) return refusal('UNAUTHORIZED', 'Malformed authentication token');
    if (!scopes.some((scope) => scope === 'partner' || scope === 'partner.read')) {
      return refusal('FORBIDDEN', 'Scope is not allowed');
    }
    const [, domainId, call = 'customers'] = match;
    const allowance = limit(call);
    const answer = !allowance.allowed
      ? refusal('TOO_MANY_REQUESTS', 'API rate limit exceeded')
      : domainId === undefined
        ? customerList(url.searchParams)
        : usage(decodeURIComponent(domainId), call, url.searchParams);
    return { ...answer, headers: { ...answer.headers, ...allowance.headers } };
  }

  return {
    id: 'line-works',
    secret: (origin) => ({ ...auth.secret, baseUrl: `${origin}/v1.0`, authUrl: `${origin}/oauth2/v2.0` }),
    answer: (request) => (request.url.pathname === '/oauth2/v2.0/token' ? auth.token(request) : api(request)),
    throttled: () => {
      const answer = refusal('TOO_MANY_REQUESTS', 'API rate limit exceeded');
      return { ...answer, headers: { ...answer.headers, ...limitHeaders(perMinute, perMinute, resetSeconds) } };
    },
    expireTokens: () => auth.expireTokens(),
    setClock: (seconds) => {
      aheadMs = seconds * 1000;
    },
  };
}
