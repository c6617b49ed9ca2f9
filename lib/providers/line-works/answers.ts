/**
 * What an answer of the API host means. Status and code decide together: some codes come under two statuses.
 * https://developers.worksmobile.com/en/docs/error-codes and https://developers.worksmobile.com/jp/docs/rate-limits
 */
import type { Code } from '../../errors.ts';
import { type HttpAnswer, retryAfterMs, type Verdict } from '../../http.ts';
import { bodyOf, quoted } from './vendor-text.ts';

const FORBIDDEN: ReadonlyMap<string, Code> = new Map([
  ['FORBIDDEN', 'CONSENT_REQUIRED'],
  ['ACCESS_DENIED', 'PERMISSION_DENIED'],
  ['LIMIT_EXCEEDED', 'VENDOR_REQUEST_REFUSED'],
  ['OUT_OF_RANGE', 'VENDOR_REQUEST_REFUSED'],
]);

/** Null when the answer is good. 401 and 307 are the caller's. */
export function judged(answer: HttpAnswer, now: Date, secrets: readonly string[] = []): Verdict | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const body = bodyOf(answer.text);
  const code = quoted(body.code, secrets);
  const description = quoted(body.description, secrets);
  const said = [String(status), code, description].filter((part) => part !== '').join(' ');
  if (status === 429) {
    const wait = throttledMs(answer, now);
    return {
      code: 'THROTTLED',
      message: `too many requests (${said})`,
      ...(wait === undefined ? {} : { waitMs: wait }),
    };
  }
  if (status >= 500) return { code: 'VENDOR_UNAVAILABLE', message: said };
  if (status === 410) return { code: 'NOT_FOUND', message: `gone (${said})`, gone: true };
  if (status === 404) {
    const hint = /api not exists/i.test(description) ? 'no such call: is baseUrl right?' : 'not found';
    return { code: 'NOT_FOUND', message: `${hint} (${said})` };
  }
  if (status === 403) {
    const verdict = FORBIDDEN.get(code) ?? 'PERMISSION_DENIED';
    const hint = verdict === 'CONSENT_REQUIRED' ? 'the app lacks the scope partner.read or its rights' : 'refused';
    return { code: verdict, message: `${hint} (${said})` };
  }
  return { code: 'VENDOR_REQUEST_REFUSED', message: `refused (${said})` };
}

/**
 * How long the vendor wants to be left alone; undefined when it does not say. A reset of 0 tells nothing either:
 * the usual back-off is longer than that.
 */
export function throttledMs(answer: HttpAnswer, now: Date): number | undefined {
  const asked = retryAfterMs(answer.headers, now);
  if (asked !== undefined) return asked;
  const reset = answer.headers['ratelimit-reset']?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(reset) && Number(reset) > 0 ? Number(reset) * 1000 : undefined;
}
