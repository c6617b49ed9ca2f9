/** One request and its whole answer over pooled connections, within limits on time and size. No repeats, no redirects. */
import type { Pool } from 'undici';
import { SeatwatchError } from '../errors.ts';
import type { HttpAnswer, HttpLimits, HttpRequest } from '../http.ts';
import { decompress, tooLarge, UnreadableBody } from './decompress.ts';
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
    // A fifth of what loading a collector takes; a tick with nothing due asks nobody.
    const undici = await import('undici');
    let pool = pools.get(origin);
    if (!pool) {
      pool = new undici.Pool(origin, {
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
    const { statusCode, headers, body } = await pool.request({
      method: request.method,
      path,
      headers: { 'accept-encoding': 'gzip, deflate', ...request.headers },
      body: request.body ?? null,
      signal: AbortSignal.any([signal, ended]),
    });
    const flat = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    );
    try {
      const bytes = await readAll(body, limits.maxBytes);
      const plain = await decompress(bytes, flat['content-encoding'], limits.maxBytes);
      return { status: statusCode, headers: flat, text: decode(plain) };
    } catch (error) {
      // What a failing vendor says is told by its status; only a good answer has to be readable.
      if (error instanceof UnreadableBody && statusCode >= 400) return { status: statusCode, headers: flat, text: '' };
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

async function readAll(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > most) throw tooLarge(most);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
