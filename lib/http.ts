/**
 * HTTP for the vendors: pooled connections, limits on time and size, and bounded repeats of what a provider judges
 * throttled or transient. It follows no redirect and knows no vendor; a provider says what an answer means.
 */
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Pool } from 'undici';
import { type Code, CONSEQUENCES, SeatwatchError } from './errors.ts';

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
  readonly headersMs: number;
  readonly bodyMs: number;
  /** Of the body, before and after decompression. */
  readonly maxBytes: number;
}

export const LIMITS: HttpLimits = {
  attempts: 4,
  backoffMs: 500,
  connectMs: 10_000,
  headersMs: 60_000,
  bodyMs: 60_000,
  maxBytes: 64 * 1024 * 1024,
};

export function createHttp(options: HttpOptions): Http & { close(): Promise<void> } {
  const limits = { ...LIMITS, ...options.limits };
  const random = options.random ?? Math.random;
  const sleep = options.sleep ?? pause;
  const pools = new Map<string, Pool>();

  const poolOf = (origin: string): Pool => {
    let pool = pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connections: 8,
        connect: { timeout: limits.connectMs },
        headersTimeout: limits.headersMs,
        bodyTimeout: limits.bodyMs,
      });
      pools.set(origin, pool);
    }
    return pool;
  };

  async function once(request: HttpRequest): Promise<HttpAnswer> {
    const url = new URL(request.url);
    // The wire must carry the very bytes that were signed: URL would re-encode some of them.
    const path = request.url.slice(url.origin.length) || '/';
    const { statusCode, headers, body } = await poolOf(url.origin).request({
      method: request.method,
      path,
      headers: { 'accept-encoding': 'gzip, deflate', ...request.headers },
      body: request.body ?? null,
      signal: options.signal,
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limits.maxBytes) throw tooLarge(request, limits.maxBytes);
      chunks.push(chunk);
    }
    const flat = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    );
    const bytes = await decompress(Buffer.concat(chunks), flat['content-encoding'], request, limits.maxBytes);
    return { status: statusCode, headers: flat, text: decode(bytes) };
  }

  async function send(call: Call): Promise<HttpAnswer> {
    let last: 'none' | 'answer' | 'no-answer' = 'none';
    for (let attempt = 1; ; attempt++) {
      if (options.signal.aborted) throw outOfTime();
      const request = await call.prepare(attempt, last);
      let verdict: Verdict | null;
      try {
        const answer = await once(request);
        last = 'answer';
        verdict = await call.judge(answer, attempt);
        if (!verdict) return answer;
      } catch (error) {
        if (options.signal.aborted) throw outOfTime();
        if (error instanceof SeatwatchError) throw error;
        last = 'no-answer';
        verdict = { code: 'VENDOR_UNAVAILABLE', message: `no complete answer (${networkReason(error)})` };
      }
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

  return {
    send,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

/** `Retry-After` as milliseconds, from seconds or an HTTP date; undefined when absent or unreadable. */
export function retryAfterMs(headers: HttpAnswer['headers'], now: Date): number | undefined {
  const value = headers['retry-after']?.trim();
  if (!value) return undefined;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

/** Method, host and path: queries can name customers and are left out. */
const whereTo = (request: HttpRequest): string => {
  const url = new URL(request.url);
  return `${request.method} ${url.host}${url.pathname}`;
};

const outOfTime = (): SeatwatchError => new SeatwatchError('OUT_OF_TIME', 'the time of this run is over');

const tooLarge = (request: HttpRequest, most: number): SeatwatchError =>
  new SeatwatchError('VENDOR_RESPONSE_INVALID', `${whereTo(request)}: the answer is larger than ${most} bytes`);

function networkReason(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'network';
}

const unzip = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

async function decompress(
  bytes: Buffer,
  encoding: string | undefined,
  request: HttpRequest,
  most: number,
): Promise<Buffer> {
  const how = encoding?.trim().toLowerCase();
  if (!how || how === 'identity' || bytes.length === 0) return bytes;
  if (!(how in unzip)) {
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${whereTo(request)}: unknown content-encoding`);
  }
  try {
    return await unzip[how as keyof typeof unzip](bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(request, most);
    throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${whereTo(request)}: the compressed answer is damaged`);
  }
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(outOfTime());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}
