import { randomUUID } from 'node:crypto';
import { SeatwatchError } from '../../errors.ts';
import type { HttpAnswer, HttpRequest, Verdict } from '../../http.ts';
import { parseJson } from '../../json.ts';
import type { Context, Session } from '../../provider.ts';
import type { TrendMicroCredentials } from './credentials.ts';
import { signatureOf } from './signature.ts';
import { verdictOf } from './verdict.ts';

interface Received {
  readonly json: unknown;
  readonly receivedAt: Date;
}

export interface TrendMicroSession extends Session {
  /**
   * Signed GET of `service/wfbss/api/<resource>`; the query is sent and signed as given. Throws a SeatwatchError by the
   * vendor's status, and `VENDOR_RESPONSE_INVALID` for an answer that is no JSON, whatever its content type says.
   */
  get(resource: string): Promise<Received>;
  readonly notice: Context<TrendMicroCredentials>['notice'];
}

/** The vendor refuses beyond 15 minutes; less than this is no reason for a refusal. */
const CLOCK_TOLERANCE_MS = 60_000;

export function openSession(context: Context<TrendMicroCredentials>): TrendMicroSession {
  const { baseUrl, version } = context.credentials;
  const { origin } = new URL(baseUrl);
  const root = `${baseUrl.slice(origin.length)}/SMPI${version && `/${version}`}/service/wfbss/api/`;
  /** What our clock lacks against the vendor's, once it has been seen to matter. */
  let clockErrorMs = 0;
  const vendorNow = (): number => context.now().getTime() + clockErrorMs;

  async function get(resource: string): Promise<Received> {
    const requestUri = root + resource;
    let corrected = false;
    const judge = (answer: HttpAnswer): Verdict | null => {
      const verdict = verdictOf(answer, context.now(), context.credentials);
      if (verdict?.code !== 'CREDENTIALS_REJECTED' || corrected) return verdict;
      const errorMs = Date.parse(answer.headers.date ?? '') - vendorNow();
      if (Number.isNaN(errorMs) || Math.abs(errorMs) <= CLOCK_TOLERANCE_MS) return verdict;
      clockErrorMs += errorMs;
      corrected = true;
      context.notice('this clock and that of the vendor differ', { seconds: Math.round(clockErrorMs / 1000) });
      return { ...verdict, retry: true, waitMs: 0 };
    };
    const { text } = await context.http.send({
      prepare: () => signed(context.credentials, origin, requestUri, Math.floor(vendorNow() / 1000)),
      judge,
    });
    return { json: parsed(text, requestUri), receivedAt: context.now() };
  }

  return { scope: 'all', credentialExpiresAt: () => null, get, notice: context.notice };
}

function signed(
  { accessToken, secretKey }: TrendMicroCredentials,
  origin: string,
  requestUri: string,
  seconds: number,
): HttpRequest {
  const method = 'GET';
  const posixTime = String(seconds);
  return {
    method,
    url: origin + requestUri,
    headers: {
      'x-access-token': accessToken,
      'x-posix-time': posixTime,
      'x-signature': signatureOf({ secretKey, posixTime, method, requestUri }),
      'x-traceid': randomUUID(),
      // Wanted on GET too, and at most 31 characters long, which this is: nothing may be added.
      'content-type': 'application/json; charset=utf-8',
    },
  };
}

function parsed(text: string, requestUri: string): unknown {
  try {
    return parseJson(text);
  } catch {
    const path = requestUri.split('?')[0];
    const what = text.trim() === '' ? 'an empty answer' : 'an answer that is not JSON, or is cut short';
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `GET ${path}: ${what}`);
  }
}
