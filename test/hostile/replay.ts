/** A vendor's answers recorded once and played again without a network, each changed as a case wants it. */
import { CONSEQUENCES, SeatwatchError } from '../../lib/errors.ts';
import type { Http, HttpAnswer } from '../../lib/http.ts';

/** One answer as it came over the wire. */
export interface Taken {
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const pathOf = (url: string): string => new URL(url).pathname;

/** Passes everything on and keeps each answer. */
export const recording = (http: Http, taken: Taken[]): Http => ({
  send: async (call) => {
    let path = '';
    return http.send({
      prepare: async (...given) => {
        const request = await call.prepare(...given);
        path = pathOf(request.url);
        return request;
      },
      judge: (answer, attempt) => {
        taken.push({ path, status: answer.status, headers: answer.headers, body: Buffer.from(answer.text) });
        return call.judge(answer, attempt);
      },
    });
  },
});

/** More than any window of a simulated vendor needs. */
const MOST_REQUESTS = 400;

/** As real HTTP goes on, without its waiting: an answer that is to be asked for again is, a few times. */
export function playing(taken: readonly Taken[], change: (answer: Taken, index: number) => Taken): Http {
  let asked = 0;
  const left = taken.map((answer, index) => ({ answer, index, used: false }));
  const next = (path: string): Taken => {
    const fits = left.filter(({ answer }) => answer.path === path);
    const found = fits.find(({ used }) => !used) ?? fits.at(-1);
    if (!found) return change({ path, status: 404, headers: {}, body: Buffer.from('{}') }, -1);
    found.used = true;
    return change(found.answer, found.index);
  };
  return {
    send: async (call) => {
      let last: 'none' | 'answer' = 'none';
      for (let attempt = 1; ; attempt++) {
        if (++asked > MOST_REQUESTS) throw new RangeError('it asks without end');
        const request = await call.prepare(attempt, last);
        const { status, headers, body } = next(pathOf(request.url));
        const answer: HttpAnswer = { status, headers, text: body.toString('utf8').replace(/^\uFEFF/, '') };
        last = 'answer';
        const verdict = await call.judge(answer, attempt);
        if (!verdict) return answer;
        if (!(verdict.retry ?? CONSEQUENCES[verdict.code].retry) || attempt >= 4) {
          throw new SeatwatchError(verdict.code, verdict.message, { stop: verdict.stop ?? false });
        }
      }
    },
  };
}
