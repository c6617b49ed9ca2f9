/** One request and its whole answer over pooled connections, within limits on time and size. No repeats, no redirects. */
import type { Pool } from 'undici';
import { SeatwatchError } from '../errors.ts';
import type { HttpAnswer, HttpLimits, HttpRequest } from '../http.ts';
import { decompress, tooLarge, UnreadableBody } from './decompress.ts';
import { undici } from './pooled.ts';
import { receive } from './receive.ts';
import { whereTo, wireOf } from './wire.ts';

/** An exchange that brought no complete answer. */
interface NoAnswer {
  /** Name of the error: `ECONNRESET`. */
  readonly reason: string;
}

export interface Exchanger {
  /** Throws a SeatwatchError for what no repetition mends; whatever the network does is a NoAnswer. */
  readonly exchange: (request: HttpRequest) => Promise<HttpAnswer | NoAnswer>;
  readonly close: () => Promise<void>;
}

export function createExchanger(limits: HttpLimits, signal: AbortSignal): Exchanger {
  const pools = new Map<string, Pool>();

  const poolOf = async (origin: string): Promise<Pool> => {
    const { Pool } = await undici();
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

  async function attempt(request: HttpRequest, ended: AbortSignal): Promise<HttpAnswer> {
    const { origin, path } = wireOf(request.url);
    const pool = await poolOf(origin);
    const options = {
      method: request.method,
      path,
      headers: { 'accept-encoding': 'gzip, deflate', ...request.headers },
      body: request.body ?? null,
    };
    const { status, headers, bytes } = await receive(pool, options, limits.maxBytes, AbortSignal.any([signal, ended]));
    try {
      if (bytes === null) throw tooLarge(limits.maxBytes);
      return { status, headers, text: decode(await decompress(bytes, headers['content-encoding'], limits.maxBytes)) };
    } catch (error) {
      // What a failing vendor says is told by its status; only a good answer has to be readable.
      if (error instanceof UnreadableBody && status >= 400) return { status, headers, text: '' };
      throw error;
    }
  }

  return {
    exchange: async (request) => {
      const ended = new AbortController();
      // The other limits are between two bytes: a vendor that drips would hold the run for ever.
      const timer = setTimeout(() => ended.abort(new Overdue()), limits.attemptMs);
      try {
        return await attempt(request, ended.signal);
      } catch (error) {
        if (error instanceof SeatwatchError) throw error;
        if (error instanceof UnreadableBody) {
          throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${whereTo(request)}: ${error.message}`);
        }
        const reason = reasonOf(error);
        if (reason === 'UND_ERR_INVALID_ARG') {
          throw new SeatwatchError(
            'CONFIG_INVALID',
            `${whereTo(request)}: the address or a header holds a character that HTTP does not carry`,
          );
        }
        return { reason };
      } finally {
        clearTimeout(timer);
      }
    },
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()));
    },
  };
}

class Overdue extends Error {
  readonly code = 'ATTEMPT_TOO_LONG';
}

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** The code or name only: a network error's message can quote what was sent. */
function reasonOf(error: unknown): string {
  const { code, name } = error as { code?: unknown; name?: unknown };
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'network';
}
