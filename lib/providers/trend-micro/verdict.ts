import { type HttpAnswer, retryAfterMs, type Verdict } from '../../http.ts';
import { isObject, parseJson } from '../../json.ts';
import { masked } from '../../masked.ts';
import type { TrendMicroCredentials } from './credentials.ts';

const REFUSED_KEY = 'the key pair was refused: revoked, of another service, or not for this address';

/** What an answer means by its status, which is looked at before its body; null = good. */
export function verdictOf(answer: HttpAnswer, now: Date, secrets: TrendMicroCredentials): Verdict | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const said = `HTTP ${status}${quoted(answer.text, secrets)}`;
  const waitMs = retryAfterMs(answer.headers, now);
  const wait = waitMs === undefined ? {} : { waitMs };
  if (status === 429) return { code: 'THROTTLED', message: said, ...wait };
  if (status >= 500 || status === 408) return { code: 'VENDOR_UNAVAILABLE', message: said, ...wait };
  if (status === 401 || status === 403) return { code: 'CREDENTIALS_REJECTED', message: `${said}; ${REFUSED_KEY}` };
  if (status === 404 || status === 410) {
    return { code: 'NOT_FOUND', message: `${said}; check version and baseUrl of the secret` };
  }
  // A page put before the vendor's answer says nothing about what was asked.
  if (status < 400) return { code: 'VENDOR_RESPONSE_INVALID', message: `${said}, a redirect; check baseUrl` };
  return { code: 'VENDOR_REQUEST_REFUSED', message: said };
}

/** The vendor's own words, `{error_subject, error_message}`, shortened and without anything that looks like a key. */
function quoted(text: string, { accessToken, secretKey }: TrendMicroCredentials): string {
  let body: unknown;
  try {
    body = parseJson(text);
  } catch {
    return '';
  }
  if (!isObject(body)) return '';
  const words = [body.error_subject, body.error_message].filter((part) => typeof part === 'string' && part !== '');
  const said = masked(words.join(': '), [accessToken, secretKey])
    .replaceAll(/\S*@\S*|(?=[\w+/=-]*\d)[\w+/=-]{20,}/g, '…')
    .replaceAll(/[\s\p{C}]+/gu, ' ');
  return words.length === 0 ? '' : ` (${said.slice(0, 200)})`;
}
