import { type Code, CONSEQUENCES } from '../../errors.ts';
import { type HttpAnswer, retryAfterMs, type Verdict } from '../../http.ts';
import { isObject, type JsonObject } from '../../json.ts';
import { objectOf, type Page, pageOf } from './page.ts';

/** What an answer that is not a page means. */
export interface Refusal extends Verdict {
  /** The vendor's own code, where it names one. */
  readonly vendorCode: string | null;
  /** A new access token may help, once. */
  readonly stale: boolean;
}

interface Meaning {
  readonly code: Code;
  readonly says: string;
  readonly stale?: true;
}

const STALE: Meaning = { code: 'CREDENTIALS_REJECTED', says: 'the access token is not accepted', stale: true };
const UNAVAILABLE: Meaning = { code: 'VENDOR_UNAVAILABLE', says: 'the vendor cannot answer at present' };
const REFUSED: Meaning = { code: 'VENDOR_REQUEST_REFUSED', says: 'the vendor refuses this request' };
const UNKNOWN: Meaning = { code: 'NOT_FOUND', says: 'there is no such list here' };
const consent = (says: string): Meaning => ({ code: 'CONSENT_REQUIRED', says });
const NO_MFA = consent('the sign-in lacks multi-factor authentication: a person has to consent again with it');
const NO_ROLE = consent('the integration user lacks the role for this');

// https://learn.microsoft.com/en-us/partner-center/developer/error-codes
const BY_CODE = new Map<string | null, Meaning>(
  Object.entries({
    '800001': STALE,
    '900420': { code: 'CREDENTIALS_REJECTED', says: 'the access token is for another service' },
    '900421': NO_MFA,
    '900329': consent('an app alone may not ask: a person has to consent'),
    '900309': consent('Conditional Access refuses the integration user'),
    '90000': consent('Microsoft Entra ID refuses the integration user'),
    '900308': NO_ROLE,
    '2032': NO_ROLE,
    '20002': { code: 'PERMISSION_DENIED', says: 'the partner has no relation to the customer' },
    '1000': UNKNOWN,
    '60003': UNKNOWN,
    '3000': REFUSED,
    '400056': REFUSED,
    '800002': REFUSED,
    '800003': UNAVAILABLE,
  }),
);

/** The page that this answer holds, or what it means instead. */
export function readAnswer(answer: HttpAnswer, now: Date): Page | Refusal {
  const body = objectOf(answer.text);
  const code = codeOf(body);
  if (answer.status === 200 && body) {
    const page = pageOf(body);
    // The vendor's own table lists an error under HTTP 200.
    if (page !== null && (code === null || page.rows.length > 0)) return page;
  }
  return refusalOf(answer, body, code, now);
}

/**
 * The vendor's normal errors, the gateway's throttling, the analytics engine's own form, web pages and nothing at all.
 * What is written there for people is not quoted: it can hold personal data.
 */
function refusalOf(answer: HttpAnswer, body: JsonObject | null, vendorCode: string | null, now: Date): Refusal {
  const status = answer.status < 300 && isStatus(vendorCode) ? Number(vendorCode) : answer.status;
  const { code, says, stale = false } = meaningOf(status, vendorCode, body, answer.text);
  const named = vendorCode === null ? '' : `, code ${vendorCode}`;
  const message = `${says} (HTTP ${answer.status}${named})`;
  const waitMs = CONSEQUENCES[code].retry ? retryAfterMs(answer.headers, now) : undefined;
  return { code, message, vendorCode, stale, ...(waitMs === undefined ? {} : { waitMs }) };
}

const isStatus = (code: string | null): boolean => code !== null && /^[45]\d\d$/.test(code);

function meaningOf(status: number, vendorCode: string | null, body: JsonObject | null, text: string): Meaning {
  if (status === 429) return { code: 'THROTTLED', says: 'the vendor asks to wait' };
  if (status === 501) return REFUSED;
  if (status === 408 || status >= 500) return UNAVAILABLE;
  const byCode = BY_CODE.get(vendorCode);
  if (byCode) return byCode;
  if (status < 300) return { code: 'VENDOR_RESPONSE_INVALID', says: 'the answer is not a whole page of the list' };
  if (status < 400) return { ...REFUSED, says: 'the vendor redirects, which is not followed: check baseUrl' };
  // The exact body of this 401 is not documented.
  if (status === 401 && /900421|MFA required/i.test(text)) return NO_MFA;
  if (status === 401 || (status === 400 && /access denied/i.test(wordsOf(body)))) return STALE;
  if (status === 403) return consent('the integration user may not read this list');
  if (status === 404 || status === 410) return UNKNOWN;
  return REFUSED;
}

/** Codes are numbers or single words; anything longer is not repeated. */
function codeOf(body: JsonObject | null): string | null {
  const inner = body?.['error'];
  const code = body?.['code'] ?? (isObject(inner) ? inner['code'] : undefined) ?? body?.['statusCode'];
  const text = typeof code === 'number' ? String(code) : code;
  return typeof text === 'string' && /^[A-Za-z0-9]{1,24}$/.test(text) && !/^(0|200)$/.test(text) ? text : null;
}

function wordsOf(body: JsonObject | null): string {
  const words = body?.['description'] ?? body?.['message'];
  return typeof words === 'string' ? words : '';
}
