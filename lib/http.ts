/**
 * HTTP for the vendors: pooled connections, limits on time and size, and bounded repeats of what a provider judges
 * throttled or transient. It follows no redirect and knows no vendor; a provider says what an answer means.
 */
import { type Code, CONSEQUENCES, SeatwatchError } from './errors.ts';
import { createExchanger } from './http/exchange.ts';
import { whereTo } from './http/wire.ts';
import { outOfTime, pause } from './pause.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** The exact address, path and query as they go on the wire. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; a repeated header is joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed, as UTF-8, without a byte order mark. */
  readonly text: string;
}

/** What is wrong with an answer, in the provider's words. */
export interface Verdict {
  readonly code: Code;
  /** For people: what the vendor said and what it means. No secret, no personal data, no raw body. */
  readonly message: string;
  /** Whether to try again; by default as the code says. */
  readonly retry?: boolean;
  /** The vendor's own waiting time; 0 = at once. */
  readonly waitMs?: number;
  /** HTTP 410: gone for good. */
  readonly gone?: boolean;
  /** Leave the account alone for the rest of this run. */
  readonly stop?: boolean;
}

export interface Call {
  /** Makes the request of one attempt (from 1): signatures and tokens are new each time. `last` = what the previous attempt met. */
  readonly prepare: (attempt: number, last: 'none' | 'answer' | 'no-answer') => HttpRequest | Promise<HttpRequest>;
  /** Null when the answer is good. May be called once for each attempt that was answered. */
  readonly judge: (answer: HttpAnswer, attempt: number) => Verdict | null | Promise<Verdict | null>;
}

export interface Http {
  /** The first good answer. Throws a SeatwatchError with the code of the last verdict; `OUT_OF_TIME` when the run's time is over. */
  send(call: Call): Promise<HttpAnswer>;
}

export interface HttpOptions {
  readonly signal: AbortSignal;
  /** Milliseconds left in the run. */
  readonly remainingMs: () => number;
  readonly random?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly limits?: Partial<HttpLimits>;
}

export interface HttpLimits {
  readonly attempts: number;
  readonly backoffMs: number;
  readonly connectMs: number;
  /** Until the headers are complete. */
  readonly headersMs: number;
  /** Between two pieces of the body. */
  readonly bodyMs: number;
  /** One attempt as a whole. */
  readonly attemptMs: number;
  /** Of the body, before and after decompression. */
  readonly maxBytes: number;
}

const LIMITS: HttpLimits = {
  attempts: 4,
  backoffMs: 500,
  connectMs: 10_000,
  headersMs: 30_000,
  bodyMs: 30_000,
  attemptMs: 180_000,
  maxBytes: 64 * 1024 * 1024,
};

export function createHttp(options: HttpOptions): Http & { close(): Promise<void> } {
  const limits = { ...LIMITS, ...options.limits };
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? pause;
  const { exchange, close } = createExchanger(limits, options.signal);

  async function send(call: Call): Promise<HttpAnswer> {
    let last: 'none' | 'answer' | 'no-answer' = 'none';
    for (let attempt = 1; ; attempt++) {
      if (options.signal.aborted) throw outOfTime();
      const request = await call.prepare(attempt, last);
      const met = await exchange(request);
      let verdict: Verdict | null;
      if ('reason' in met) {
        if (options.signal.aborted) throw outOfTime();
        last = 'no-answer';
        verdict = { code: 'VENDOR_UNAVAILABLE', message: `no complete answer (${met.reason})` };
      } else {
        last = 'answer';
        verdict = await call.judge(met, attempt);
        if (!verdict) return met;
      }
      // Full jitter: windows that were throttled together do not come back together.
      const wait = verdict.waitMs ?? random() * limits.backoffMs * 2 ** attempt;
      const again = verdict.retry ?? CONSEQUENCES[verdict.code].retry;
      if (!again || attempt >= limits.attempts || wait >= options.remainingMs()) {
        throw new SeatwatchError(verdict.code, `${whereTo(request)}: ${verdict.message}`, {
          gone: verdict.gone ?? false,
          stop: verdict.stop ?? false,
        });
      }
      await sleep(wait, options.signal);
    }
  }

  return { send, close };
}

/** `Retry-After` as milliseconds, from seconds or an HTTP date; undefined when absent or unreadable. */
export function retryAfterMs(headers: HttpAnswer['headers'], now: Date): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  // All three forms of RFC 9110 begin with a weekday; the oldest has no zone and is UTC like the others.
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(value)) return undefined;
  const at = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}
