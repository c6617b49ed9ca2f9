/**
 * What an answer that holds no page means for the collector.
 * https://api.ncloud-docs.com/docs/en/ai-application-service-apigateway (the gateway's codes); the service's own
 * return codes are not published and count as refusals.
 */
import { type HttpAnswer, retryAfterMs, type Verdict } from '../../http.ts';
import { masked } from '../../masked.ts';
import type { VendorError } from './vendor-error.ts';

interface Meaning extends Pick<Verdict, 'code' | 'retry' | 'stop'> {
  readonly says: string;
}

const GATEWAY: ReadonlyMap<string, Meaning & { status: number }> = new Map(
  Object.entries({
    '100': { status: 400, code: 'VENDOR_REQUEST_REFUSED', says: 'bad request' },
    '200': { status: 401, code: 'CREDENTIALS_REJECTED', says: 'key, signature or clock is wrong' },
    '210': { status: 401, code: 'CONSENT_REQUIRED', says: 'the account of this key lacks the permission' },
    '230': { status: 403, code: 'CONSENT_REQUIRED', says: 'the account of this key lacks the permission' },
    '300': { status: 404, code: 'NOT_FOUND', says: 'not found: wrong zone, or no permission' },
    '400': { status: 429, code: 'THROTTLED', says: 'the quota is used up', retry: false, stop: true },
    '410': { status: 429, code: 'THROTTLED', says: 'too many requests at once' },
    '420': { status: 429, code: 'THROTTLED', says: 'too many requests' },
    '430': { status: 413, code: 'VENDOR_REQUEST_REFUSED', says: 'the request is too large' },
    '500': { status: 503, code: 'VENDOR_UNAVAILABLE', says: 'the service fails' },
    '510': { status: 504, code: 'VENDOR_UNAVAILABLE', says: 'the service is too slow' },
    '900': { status: 500, code: 'VENDOR_UNAVAILABLE', says: 'unexpected error of the gateway' },
  }),
);

export interface Finding {
  readonly answer: HttpAnswer;
  readonly error: VendorError | null;
  /** Why the body of a successful answer is no page. */
  readonly unread: string | null;
  /** Texts that no message may repeat. */
  readonly secrets: readonly string[];
  readonly now: Date;
}

export function verdictOn({ answer, error, unread, secrets, now }: Finding): Verdict {
  const { says, ...meaning } = meaningOf(answer.status, error, unread);
  const wait = retryAfterMs(answer.headers, now);
  // Only refusals need the vendor's own words; the others are understood without them.
  const words = error && meaning.code === 'VENDOR_REQUEST_REFUSED' ? quote(error.text, secrets) : '';
  return {
    ...meaning,
    message: [`HTTP ${answer.status}`, codeOf(error, secrets), says, words].filter((part) => part !== '').join(', '),
    ...(wait === undefined ? {} : { waitMs: wait }),
  };
}

function meaningOf(status: number, error: VendorError | null, unread: string | null): Meaning {
  const successful = status >= 200 && status < 300;
  const known = error?.by === 'gateway' ? GATEWAY.get(error.code) : undefined;
  // Under a success only the code tells; else the pair must fit, for the same number may mean something else.
  if (known && (successful || known.status === status)) {
    const { status: _, ...meaning } = known;
    return meaning;
  }
  if (!successful) return byStatus(status);
  if (error) return { code: 'VENDOR_REQUEST_REFUSED', says: 'an error under a successful status' };
  return { code: 'VENDOR_RESPONSE_INVALID', says: unread ?? 'not the expected answer' };
}

function byStatus(status: number): Meaning {
  if (status === 429) return { code: 'THROTTLED', says: 'too many requests' };
  if (status >= 500 || status === 408) return { code: 'VENDOR_UNAVAILABLE', says: 'the service fails' };
  if (status === 401) return { code: 'CREDENTIALS_REJECTED', says: 'key, signature or clock is wrong' };
  if (status === 403) return { code: 'CONSENT_REQUIRED', says: 'the account of this key lacks the permission' };
  if (status === 404 || status === 410) return { code: 'NOT_FOUND', says: 'not found: wrong zone, or no permission' };
  if (status >= 400) return { code: 'VENDOR_REQUEST_REFUSED', says: 'refused' };
  return { code: 'VENDOR_RESPONSE_INVALID', says: 'not an answer of this API' };
}

const codeOf = (error: VendorError | null, secrets: readonly string[]): string =>
  error && /^[\w.-]{1,40}$/.test(error.code) ? `vendor code ${masked(error.code, secrets)}` : '';

/** Shortened, without keys, signatures and anything like an e-mail address. */
const quote = (text: string, secrets: readonly string[]): string =>
  masked(text, secrets)
    .replace(/\S*@\S*|[\w+/=]{40,}/g, '…')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
