import type { Code } from '../../errors.ts';
import { type HttpAnswer, retryAfterMs, type Verdict } from '../../http.ts';
import type { JsonObject } from '../../json.ts';
import { objectOf } from './page.ts';

/** Expired, revoked or never given: only a person can sign in again. */
const BY_A_PERSON: ReadonlySet<string> = new Set(['700082', '70008', '50173', '50076', '50158', '70000']);
const PERSON_ERRORS: ReadonlySet<unknown> = new Set(['invalid_grant', 'interaction_required', 'consent_required']);
const PASSING_ERRORS: ReadonlySet<unknown> = new Set(['temporarily_unavailable', 'server_error']);

/** What an answer of the token endpoint means that holds no access token. Its texts can name people; they are not quoted. */
export function signInRefusal(answer: HttpAnswer, now: Date): Verdict {
  const { status } = answer;
  const body = objectOf(answer.text);
  const error = body?.['error'];
  const numbers = aadstsOf(body);
  const refuse = (code: Code, says: string): Verdict => {
    const named = numbers.map((number) => `, AADSTS${number}`).join('');
    return { code, message: `${says} (HTTP ${status}${named})` };
  };
  const waitMs = retryAfterMs(answer.headers, now);
  const paced = (verdict: Verdict): Verdict => (waitMs === undefined ? verdict : { ...verdict, waitMs });
  if (status === 429) return paced(refuse('THROTTLED', 'the sign-in service asks to wait'));
  if (status === 408 || status >= 500 || PASSING_ERRORS.has(error)) {
    return paced(refuse('VENDOR_UNAVAILABLE', 'the sign-in service cannot answer at present'));
  }
  if (status < 300 && error === undefined) return refuse('VENDOR_RESPONSE_INVALID', 'the answer holds no access token');
  if (numbers.includes('90038')) return refuse('CREDENTIALS_REJECTED', 'loginUrl is of another cloud than the tenant');
  if (numbers.some((number) => BY_A_PERSON.has(number)) || PERSON_ERRORS.has(error)) {
    return refuse('CONSENT_REQUIRED', 'the refresh token is no longer accepted: a person has to consent again');
  }
  return refuse('CREDENTIALS_REJECTED', 'the sign-in is refused: check tenantId, clientId and clientSecret');
}

function aadstsOf(body: JsonObject | null): string[] {
  const codes = body?.['error_codes'];
  const words = body?.['error_description'];
  const told = typeof words === 'string' ? /AADSTS(\d+)/.exec(words)?.[1] : undefined;
  const listed = Array.isArray(codes)
    ? codes.filter((code) => typeof code === 'number' || typeof code === 'string')
    : [];
  const numbers = [...listed, told].map(String).filter((code) => /^\d{1,9}$/.test(code));
  return [...new Set(numbers)].slice(0, 4);
}
