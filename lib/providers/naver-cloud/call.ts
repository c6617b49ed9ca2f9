/** One page asked for: signed anew for each attempt, judged, and asked for again when only the clock was wrong. */
import { SeatwatchError } from '../../errors.ts';
import type { HttpAnswer, Verdict } from '../../http.ts';
import type { Context, Window } from '../../provider.ts';
import { type Body, readBody } from './body.ts';
import { createClock } from './clock.ts';
import type { NaverCloudCredentials } from './credentials.ts';
import { type Page, pageOf } from './page.ts';
import { noticeNovelties } from './novelties.ts';
import { pageUrl } from './request.ts';
import { signatureHeaders } from './signature.ts';
import { vendorErrorOf } from './vendor-error.ts';
import { verdictOn } from './verdict.ts';

export type PageReader = (window: Window, pageNo: number) => Promise<Page>;

/** Reads pages; each call throws a SeatwatchError when its page cannot be had whole. */
export function pageReader({ credentials, http, now, notice }: Context<NaverCloudCredentials>): PageReader {
  const clock = createClock(now, notice);
  const { origin } = new URL(credentials.baseUrl);
  let format: Body['format'] = credentials.responseFormat;

  const tellFormat = (body: Body): void => {
    if (body.format !== format) notice('the answer is in another format than asked for', { format: body.format });
    ({ format } = body);
  };

  const understand = (answer: HttpAnswer): Page | Verdict => {
    const body = readBody(answer.text);
    const readable = typeof body === 'string' ? null : body;
    const error = vendorErrorOf(answer, readable);
    const page = readable ? pageOf(readable) : 'the answer cannot be read';
    if (readable && typeof page !== 'string' && !error && answer.status >= 200 && answer.status < 300) {
      tellFormat(readable);
      noticeNovelties(page.contracts, notice);
      return page;
    }
    const unread = typeof body === 'string' ? body : typeof page === 'string' ? page : null;
    const secrets = [credentials.accessKey, credentials.secretKey];
    return verdictOn({ answer, error, unread, secrets, now: now() });
  };

  return async (window, pageNo) => {
    const url = pageUrl(credentials, window, pageNo);
    const found: { page: Page | null } = { page: null };
    await http.send({
      prepare: () => ({
        method: 'GET',
        url,
        // The bytes after the origin are what goes on the wire and what is signed.
        headers: signatureHeaders(credentials, 'GET', url.slice(origin.length), clock.stamp()),
      }),
      judge: (answer) => {
        const outcome = understand(answer);
        if ('contracts' in outcome) {
          found.page = outcome;
          return null;
        }
        const clockWasWrong = outcome.code === 'CREDENTIALS_REJECTED' && clock.correct(answer.headers.date);
        return clockWasWrong ? { ...outcome, retry: true, waitMs: 0 } : outcome;
      },
    });
    if (!found.page) throw new SeatwatchError('UNEXPECTED', 'an answer was accepted without a page');
    return found.page;
  };
}
