/**
 * What an answer of the auth host means. Its errors have another shape than the API's, and two of them:
 * `returnCode`/`returnMessage` and RFC 6749's `error`/`error_description`.
 */
import type { Code } from '../../errors.ts';
import type { HttpAnswer, Verdict } from '../../http.ts';
import { throttledMs } from './answers.ts';
import { bodyOf, quoted } from './vendor-text.ts';

export type Grant = 'service account' | 'refresh token';

export interface Issued {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly lifeSeconds: number;
}

// The shorter of the two lives that an app can have; assumed when the answer does not tell.
const SHORT_LIFE_SECONDS = 3600;

/** Null when no usable token is in the answer. `expires_in` comes as text. */
export function issuedBy(answer: HttpAnswer): Issued | null {
  const body = bodyOf(answer.text);
  const { access_token: accessToken, refresh_token: refreshToken } = body;
  if (typeof accessToken !== 'string' || !/^[\x21-\x7e]+$/.test(accessToken)) return null;
  const life = Number(body.expires_in ?? SHORT_LIFE_SECONDS);
  return {
    accessToken,
    refreshToken: typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : null,
    lifeSeconds: Number.isFinite(life) && life > 0 ? life : SHORT_LIFE_SECONDS,
  };
}

export function judgedSignIn(
  answer: HttpAnswer,
  grant: Grant,
  now: Date,
  secrets: readonly string[] = [],
): Verdict | null {
  const { status } = answer;
  const body = bodyOf(answer.text);
  const error = quoted(body.error ?? body.returnCode, secrets);
  const detail = quoted(body.error_description ?? body.returnMessage, secrets);
  const said = [String(status), error, detail].filter((part) => part !== '').join(' ');
  if (status === 429) {
    const wait = throttledMs(answer, now);
    return {
      code: 'THROTTLED',
      message: `too many sign-ins (${said})`,
      ...(wait === undefined ? {} : { waitMs: wait }),
    };
  }
  if (status >= 500) return { code: 'VENDOR_UNAVAILABLE', message: said };
  if (status >= 300 && status < 400) return { code: 'VENDOR_REQUEST_REFUSED', message: `sign-in redirected (${said})` };
  if (status < 300 && issuedBy(answer)) return null;
  if (status < 300 && error === '') {
    return { code: 'VENDOR_RESPONSE_INVALID', message: 'the sign-in answer holds no access token' };
  }
  return { code: refusal(status, error, detail, grant), message: `sign-in with the ${grant} refused (${said})` };
}

/** A refresh token dies of age, a new password or another scope, and needs a person's consent; all else is a credential. */
function refusal(status: number, error: string, detail: string, grant: Grant): Code {
  if (grant === 'service account') return 'CREDENTIALS_REJECTED';
  if (error === 'invalid_grant' || /refresh/i.test(detail)) return 'CONSENT_REQUIRED';
  const client = status === 401 || error === 'invalid_client' || error === 'unauthorized_client';
  return client ? 'CREDENTIALS_REJECTED' : 'CONSENT_REQUIRED';
}
