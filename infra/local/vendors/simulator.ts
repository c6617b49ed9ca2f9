/**
 * What the simulated vendors share: a small HTTP server, a record of what was asked, and faults that can be switched
 * on from outside (`/_faults`, see `faults/control.ts`) or from a test.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderId } from '../../../lib/usage.ts';
import { isFromHere, namesOf } from '../loopback.ts';
import { createAiming } from './faults/aim.ts';
import { controlled } from './faults/control.ts';
import type { Fault, NamedFault } from './faults/fault.ts';
import { misbehave } from './faults/misbehave.ts';
import { faultsOf } from './faults/named.ts';
import { send } from './faults/sending.ts';

export interface SimulatedRequest {
  readonly method: string;
  /** Path and query exactly as they came: signatures are made over these bytes. */
  readonly target: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface SimulatedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One simulated vendor: what it answers, how it throttles, and the credentials it accepts. */
export interface SimulatedVendor {
  readonly id: ProviderId;
  /** The value of `seatwatch/<provider>` that signs in to this server at `origin`. */
  secret(origin: string): unknown;
  answer(request: SimulatedRequest): SimulatedAnswer | Promise<SimulatedAnswer>;
  /** The vendor's own form of "too many requests". */
  throttled(): SimulatedAnswer;
  /** Makes every issued token invalid at once. */
  expireTokens?(): void;
  /** How far its clock is ahead, in seconds. */
  setClock?(aheadSeconds: number): void;
}

/** The fault that this request is to meet, if any. */
type Draw = (request: SimulatedRequest) => Fault | undefined;

export interface RunningVendor {
  readonly id: ProviderId;
  readonly origin: string;
  readonly secret: unknown;
  /** Every request since the start or the last `forget`, in order. */
  readonly requests: readonly SimulatedRequest[];
  forget(): void;
  /** Throws for a name that the catalogue does not have, or not for this vendor. */
  fault(fault: Fault | NamedFault): void;
  clearFaults(): void;
  /** Asked for each request that no other fault is aimed at; null ends it. */
  drawFaults(draw: Draw | null): void;
  close(): Promise<void>;
}

export async function serve(vendor: SimulatedVendor, port = 0): Promise<RunningVendor> {
  const requests: SimulatedRequest[] = [];
  const aiming = createAiming();
  let draw: Draw | null = null;
  const clear = (): void => {
    aiming.clear();
    vendor.setClock?.(0);
  };
  const control = { id: vendor.id, requests, active: aiming.active, add: aiming.add, clear };

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const told = controlled(request, control);
    if (told) return send(told, response);
    const count = requests.push(request);
    const fault = aiming.next(request.target) ?? draw?.(request);
    return send(await (fault ? misbehave(fault, { vendor, request, count }) : vendor.answer(request)), response);
  }

  let names: ReadonlySet<string> = new Set();
  const server = createServer((incoming, response) => {
    // A page from elsewhere must neither see what was asked nor switch faults on.
    if (!isFromHere(incoming, names)) response.writeHead(403).end();
    else
      handle(incoming, response).catch((error: unknown) => {
        if (!response.headersSent) void send({ status: 500, body: String(error) }, response);
      });
  });
  // Nobody is to lose a request to a connection that is being closed, unless a fault says so.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: actual } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${actual}`;
  names = namesOf(actual);
  return {
    id: vendor.id,
    origin,
    secret: vendor.secret(origin),
    requests,
    forget: () => {
      requests.length = 0;
    },
    fault: (asked) => {
      const faults = faultsOf(asked, vendor.id);
      if (typeof faults === 'string') throw new RangeError(faults);
      for (const fault of faults) aiming.add(fault);
    },
    clearFaults: clear,
    drawFaults: (next) => {
      draw = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<SimulatedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const target = incoming.url ?? '/';
  return {
    method: incoming.method ?? 'GET',
    target,
    url: new URL(target, 'http://localhost'),
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
