/**
 * A whole CSV or NDJSON export in one answer. API Gateway hands on so much at a time and no more, hence the links from
 * part to part; here nothing limits an answer, so the parts are streamed one after the other and one at a time is held.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { acceptsGzip } from '../../../functions/api/format.ts';
import type { GatewayAnswer } from './result.ts';

/** Asks the function as the caller did, at this path and query. */
export type Ask = (target: string) => Promise<GatewayAnswer>;

/** Whoever names a limit wants its pages. What is asked for whole is compressed here, not part by part. */
export function isForWhole({ method, url = '/' }: IncomingMessage): boolean {
  const [, query = ''] = url.split('?');
  return (method === 'GET' || method === 'HEAD') && !new URLSearchParams(query).has('limit');
}

export const isExport = ({ status, headers }: GatewayAnswer): boolean =>
  status === 200 && /^(text\/csv|application\/x-ndjson)\b/.test(String(headers['content-type']));

/** Ends with the last part. Rejects, with the connection cut, when a part fails or nobody listens any more. */
export async function sendWhole(
  request: IncomingMessage,
  response: ServerResponse,
  first: GatewayAnswer,
  ask: Ask,
): Promise<void> {
  const { link: _, ...headers } = first.headers;
  const isGzip = acceptsGzip(new Headers({ 'accept-encoding': request.headers['accept-encoding'] ?? '' }));
  response.writeHead(first.status, { ...headers, ...(isGzip ? { 'content-encoding': 'gzip' } : {}) });
  if (request.method === 'HEAD') response.end();
  else if (isGzip) await pipeline(bodiesOf(first, ask), createGzip(), response);
  else await pipeline(bodiesOf(first, ask), response);
}

async function* bodiesOf(first: GatewayAnswer, ask: Ask): AsyncGenerator<Buffer | string> {
  let { body, headers }: Pick<GatewayAnswer, 'body' | 'headers'> = first;
  for (;;) {
    if (body.length > 0) yield body;
    const target = /^<([^>]+)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1];
    if (target === undefined) return;
    const part = await ask(target);
    if (!isExport(part)) throw new Error(`a later part of the export failed with status ${part.status}`);
    ({ body, headers } = part);
  }
}
