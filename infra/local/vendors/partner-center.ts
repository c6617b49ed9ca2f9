/**
 * A simulated Microsoft Partner Center: the login authority under `/login` and the two licence lists beside it.
 * https://learn.microsoft.com/en-us/partner-center/developer/get-licenses-usage-information
 */
import { dayIn } from '../../../lib/calendar.ts';
import { failed, json } from './partner-center/answers.ts';
import { headerProblem, MOST, rangeOf } from './partner-center/list-request.ts';
import { type Row, storyRows } from './partner-center/rows.ts';
import { CLIENT, type SignInOptions, signInOf } from './partner-center/sign-in.ts';
import type { SimulatedAnswer, SimulatedRequest, SimulatedVendor } from './simulator.ts';

export interface PartnerCenterOptions extends SignInOptions {
  /** Other lists than the story's. */
  readonly rows?: { readonly usage?: readonly unknown[]; readonly deployment?: readonly unknown[] };
  /** Rows of a page at most; the vendor's cap is 10,000. */
  readonly cap?: number;
  /** Which of the two documented paths answers. */
  readonly paths?: 'both' | 'plain' | 'prefixed';
  /** Access tokens without the claim of a second factor are refused. */
  readonly mfaMissing?: boolean;
  /** `@nextLink` of every page instead of the relative one. */
  readonly nextLink?: string | null;
  /** Instead of the number of rows; null = not told. */
  readonly total?: number | null;
}

const LIST = /^(\/partner)?\/v1\/analytics\/commercial\/(usage|deployment)\/license\/?$/;

export function partnerCenterVendor(options: PartnerCenterOptions): SimulatedVendor {
  const { now, client = CLIENT, paths = 'both', cap = MOST, mfaMissing = false } = options;
  const signIn = signInOf(options);
  let story: { today: string; usage: Row[]; deployment: Row[] } | null = null;
  let calls = 0;

  function rowsOf(name: 'usage' | 'deployment'): readonly unknown[] {
    const given = options.rows?.[name];
    if (given) return given;
    const today = dayIn('UTC', now());
    if (story?.today !== today) story = { today, ...storyRows(today) };
    return story[name];
  }

  function list(request: SimulatedRequest): SimulatedAnswer {
    const [, prefix, name] = LIST.exec(request.url.pathname) ?? [];
    const wanted = prefix === undefined ? 'plain' : 'prefixed';
    if (name === undefined || (paths !== 'both' && paths !== wanted)) return failed(404, '1000', 'Not found');
    if (request.method !== 'GET') return failed(405, '0', 'Method not allowed');
    const refusal = tokenProblem(request) ?? headerProblem(request);
    if (refusal) return refusal;
    const { top, skip, problem } = rangeOf(request.url.searchParams);
    if (problem !== null) return failed(400, '3000', problem);
    const rows = rowsOf(name === 'usage' ? 'usage' : 'deployment');
    const size = Math.min(top, cap);
    const shown = rows.slice(skip, skip + size);
    // A reference without a host and with a space, as the sister analytics write it.
    const more = `${name}/license?top=${top}&skip=${skip + size}&orderby=processedDateTime desc`;
    return json(200, {
      Value: shown,
      '@nextLink': options.nextLink === undefined ? (skip + size < rows.length ? more : null) : options.nextLink,
      TotalCount: options.total === undefined ? rows.length : options.total,
    });
  }

  function tokenProblem({ headers }: SimulatedRequest): SimulatedAnswer | null {
    const [scheme, token = ''] = (headers['authorization'] ?? '').split(' ');
    if (scheme !== 'Bearer') return failed(401, '800001', 'Partner token missing');
    if (!signIn.accepts(token)) return { status: 401, headers: { 'www-authenticate': 'Bearer' }, body: '' };
    return mfaMissing ? failed(401, '900421', 'MFA claim missing') : null;
  }

  return {
    id: 'partner-center',
    secret: (origin) => ({
      ...client,
      refreshToken: signIn.firstToken,
      baseUrl: origin,
      loginUrl: `${origin}/login`,
    }),
    answer: (request) => {
      if (request.url.pathname.startsWith('/login/')) return signIn.answer(request);
      const answer = list(request);
      const echoed = Object.fromEntries(
        ['ms-requestid', 'ms-correlationid'].flatMap((name) => {
          const value = request.headers[name];
          return value === undefined ? [] : [[name, value]];
        }),
      );
      return {
        ...answer,
        headers: { ...answer.headers, ...echoed, 'ms-cv': `simulated.${calls++}`, 'ms-serverid': '1' },
      };
    },
    throttled: () =>
      json(
        429,
        { statusCode: 429, message: 'Rate limit is exceeded. Try again in 1 seconds.' },
        { 'retry-after': '1' },
      ),
    expireTokens: () => signIn.expireTokens(),
  };
}
