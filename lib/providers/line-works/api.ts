/** A signed-in, paced GET of the API host. */
import { SeatwatchError } from '../../errors.ts';
import type { HttpAnswer } from '../../http.ts';
import { type JsonObject, isObject, parseJson } from '../../json.ts';
import type { Context } from '../../provider.ts';
import { judged } from './answers.ts';
import type { LineWorksCredentials } from './credentials.ts';
import type { Pace } from './pace.ts';
import { redirectTarget } from './redirect.ts';
import { fingerprint, secretsOf, type Tokens } from './token.ts';

/** Each is counted apart by the vendor. */
type Operation = 'customers' | 'usages' | 'option-product-usages';

export interface Api {
  /** The object that this path and query answer; `what` names it in errors. */
  get(operation: Operation, target: string, what: string): Promise<JsonObject>;
}

// The limit of the Standard and Advanced plans is a peak: who calls for half an hour or longer stays at half of it.
const PEAK_PER_MINUTE = 240;
const LONG_RUN_MS = 30 * 60_000;
const MOST_REDIRECTS = 3;

export function createApi(context: Context<LineWorksCredentials>, tokens: Tokens, pace: Pace): Api {
  const { baseUrl } = context.credentials;
  const owner = `${fingerprint(context.credentials)} ${baseUrl}`;

  const mostPerMinute = (): number => {
    const lasted = context.now().getTime() - context.since.getTime();
    return lasted > LONG_RUN_MS ? PEAK_PER_MINUTE / 2 : PEAK_PER_MINUTE;
  };

  function send(operation: Operation, url: string): Promise<HttpAnswer> {
    const lane = `${owner} ${operation}`;
    let token = '';
    let refusals = 0;
    return context.http.send({
      prepare: async () => {
        await pace.take(lane, mostPerMinute(), context.signal);
        token = await tokens.get();
        return { method: 'GET', url, headers: { authorization: `Bearer ${token}`, accept: 'application/json' } };
      },
      judge: (answer) => {
        if (answer.status === 307) return null;
        if (answer.status === 401) {
          tokens.drop(token);
          refusals++;
          const message = `the access token was refused (401)${refusals > 1 ? ', a new one too' : ''}`;
          return { code: 'CREDENTIALS_REJECTED', message, retry: refusals === 1, waitMs: 0 };
        }
        const verdict = judged(answer, context.now(), [token, ...secretsOf(context.credentials)]);
        if (verdict?.waitMs !== undefined) pace.hold(lane, verdict.waitMs);
        return verdict;
      },
    });
  }

  return {
    async get(operation, target, what) {
      let url = baseUrl + target;
      for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
        const answer = await send(operation, url);
        if (answer.status !== 307) return objectIn(answer.text, what);
        url = redirectTarget(answer.headers.location, url, baseUrl);
      }
      throw new SeatwatchError('VENDOR_REQUEST_REFUSED', `${what}: redirected more than ${MOST_REDIRECTS} times`);
    },
  };
}

function objectIn(text: string, what: string): JsonObject {
  let body: unknown;
  try {
    body = parseJson(text);
  } catch {
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${what}: the answer is not JSON, or was cut short`);
  }
  if (!isObject(body)) throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${what}: the answer is not an object`);
  return body;
}
