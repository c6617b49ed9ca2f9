/** An AWS service as it is on a bad day: a proxy that refuses, is slow, breaks off, or loses the answer to what was done. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { serveHttp } from './http-server.ts';

export interface AwsFault {
  /**
   * `error`: refused under the name in `error`, with `status` (400). `reset`: the connection breaks before anything is
   * done. `lost`: it is done, and the connection breaks before the answer. `slow`: after `ms`.
   */
  readonly kind: 'error' | 'reset' | 'lost' | 'slow';
  readonly error?: string;
  readonly status?: number;
  readonly ms?: number;
}

/** Which requests a fault meets. */
export interface AwsAim {
  /** Such as `BatchWriteItem`; without it every one. */
  readonly operation?: string;
  readonly times?: number;
  /** Lets this many through first. */
  readonly after?: number;
}

export interface AwsAnswer {
  readonly status: number;
  readonly text: string;
}

export interface AwsProxy<F> {
  readonly endpoint: string;
  /** Operations in the order in which they came. */
  readonly operations: readonly string[];
  readonly fault: (fault: F) => void;
  readonly clearFaults: () => void;
  /** Asked for each request that no other fault is aimed at; null ends it. */
  readonly drawFaults: (draw: ((operation: string) => F | undefined) | null) => void;
  readonly close: () => Promise<void>;
}

type Forward = (body: string) => Promise<AwsAnswer>;

export interface AwsProxyOptions<F> {
  /** Media type of the service's JSON. */
  readonly contentType: string;
  readonly behind: string;
  /** A fault of this service alone; null = leave it to the proxy. */
  readonly special?: (fault: F, body: string, forward: Forward) => Promise<AwsAnswer> | null;
}

export async function startAwsProxy<F extends AwsAim & { readonly kind: string }>(
  common: (fault: F) => AwsFault,
  { contentType, behind, special }: AwsProxyOptions<F>,
): Promise<AwsProxy<F>> {
  const faults: Array<{ fault: F; left: number; skip: number }> = [];
  const operations: string[] = [];
  let draw: ((operation: string) => F | undefined) | null = null;

  const next = (operation: string): F | undefined => {
    for (const entry of faults) {
      if (entry.left <= 0 || (entry.fault.operation ?? operation) !== operation || entry.skip-- > 0) continue;
      entry.left--;
      return entry.fault;
    }
    return draw?.(operation);
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const target = String(request.headers['x-amz-target']);
    const body = await text(request);
    const operation = target.replace(/^.*\./, '');
    operations.push(operation);
    const reply = ({ status, text: content }: AwsAnswer): void => {
      response.writeHead(status, { 'content-type': contentType });
      response.end(content);
    };
    const forward: Forward = async (content) => {
      const signed = { authorization: String(request.headers.authorization), 'x-amz-date': NOW };
      const headers = { 'content-type': contentType, 'x-amz-target': target, ...signed };
      const answer = await fetch(behind, { method: 'POST', headers, body: content });
      return { status: answer.status, text: await answer.text() };
    };
    const fault = next(operation);
    const own = fault && special?.(fault, body, forward);
    if (own) return reply(await own);
    const { kind, error = 'InternalServerError', status = 400, ms = 20 } = fault ? common(fault) : { kind: 'none' };
    if (kind === 'error') return reply({ status, text: refusal(error) });
    if (kind === 'slow') await pause(ms);
    const answer = kind === 'reset' ? null : await forward(body);
    if (!answer || kind === 'lost') request.socket.resetAndDestroy();
    else reply(answer);
  }

  const server = await serveHttp((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  return {
    endpoint: server.origin,
    operations,
    fault: (fault) => {
      faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, skip: fault.after ?? 0 });
    },
    clearFaults: () => {
      faults.length = 0;
    },
    drawFaults: (other) => {
      draw = other;
    },
    close: server.close,
  };
}

/** The engines behind want a date and look no closer. */
const NOW = '20260101T000000Z';

const refusal = (type: string): string => JSON.stringify({ __type: type, message: `synthetic ${type}` });
