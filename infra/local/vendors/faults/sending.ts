/** How an answer goes over the wire. */
import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { SimulatedAnswer } from '../simulator.ts';

export interface Reply extends Omit<SimulatedAnswer, 'body'> {
  readonly body: string | Buffer;
  /** Without it at once and whole. */
  readonly travel?: Travel;
}

type Travel =
  /** The connection breaks before the first byte, or in the middle of the body. */
  | { readonly kind: 'reset' | 'reset-in-body'; readonly ms: number }
  /** Nothing for this long, or a rest in the middle of the body. */
  | { readonly kind: 'late' | 'rest'; readonly ms: number }
  /** One byte after the other, each after this long. */
  | { readonly kind: 'drip'; readonly ms: number };

export async function send(reply: Reply, response: ServerResponse): Promise<void> {
  const { travel } = reply;
  const bytes = Buffer.from(reply.body);
  const headers = { date: new Date().toUTCString(), ...reply.headers };
  if (travel?.kind === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (travel?.kind === 'late') await waited(travel.ms, response);
  if (!travel || travel.kind === 'late') {
    response.writeHead(reply.status, headers);
    response.end(bytes);
    return;
  }
  response.writeHead(reply.status, { ...headers, 'content-length': bytes.length });
  if (travel.kind === 'drip') {
    for (const byte of bytes) {
      if (response.destroyed) return;
      response.write(Buffer.from([byte]));
      await waited(travel.ms, response);
    }
    response.end();
    return;
  }
  const half = Math.floor(bytes.length / 2);
  response.write(bytes.subarray(0, half));
  await waited(travel.ms, response);
  if (travel.kind === 'reset-in-body') response.socket?.resetAndDestroy();
  else response.end(bytes.subarray(half));
}

/** No longer than somebody waits for the answer. */
async function waited(ms: number, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  response.once('close', leave);
  await pause(ms, undefined, { signal: gone.signal }).catch(() => undefined);
  response.off('close', leave);
}
