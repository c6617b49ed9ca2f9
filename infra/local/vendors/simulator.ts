/**
 * What the simulated vendors share: a small HTTP server, a record of what was asked, and faults that can be switched
 * on from outside (`POST /_faults`, `DELETE /_faults`, `GET /_requests`) or from a test.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderId } from '../../../lib/usage.ts';

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
}

export interface Fault {
  readonly kind:
    | 'throttle'
    | 'status'
    | 'reset'
    | 'reset-in-body'
    | 'cut'
    | 'slow-headers'
    | 'slow-body'
    | 'html'
    | 'empty'
    | 'body'
    | 'expire-tokens';
  /** Only requests whose target holds this text. */
  readonly path?: string;
  /** How many requests it meets; without it every one until cleared. */
  readonly times?: number;
  /** Lets this many matching requests through first. */
  readonly after?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly ms?: number;
}

export interface RunningVendor {
  readonly id: ProviderId;
  readonly origin: string;
  readonly secret: unknown;
  /** Every request since the start or the last `forget`, in order. */
  readonly requests: readonly SimulatedRequest[];
  forget(): void;
  fault(fault: Fault): void;
  clearFaults(): void;
  close(): Promise<void>;
}

export async function serve(vendor: SimulatedVendor, port = 0): Promise<RunningVendor> {
  const requests: SimulatedRequest[] = [];
  const faults: Array<{ fault: Fault; left: number; skip: number }> = [];
  const addFault = (fault: Fault): void => {
    faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, skip: fault.after ?? 0 });
  };
  const due = (target: string): Fault | undefined => {
    for (const entry of faults) {
      if (entry.left <= 0 || (entry.fault.path !== undefined && !target.includes(entry.fault.path))) continue;
      if (entry.skip-- > 0) continue;
      entry.left--;
      return entry.fault;
    }
    return undefined;
  };

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    if (request.url.pathname === '/_faults') {
      if (request.method === 'DELETE') faults.length = 0;
      else addFault(JSON.parse(request.body) as Fault);
      return finish(response, { status: 204, body: '' });
    }
    if (request.url.pathname === '/_requests') {
      const shown = requests.map(({ method, target }) => ({ method, target }));
      return finish(response, {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(shown),
      });
    }
    requests.push(request);
    const fault = due(request.target);
    if (!fault) return finish(response, await vendor.answer(request));
    return misbehave(fault, vendor, request, response);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) finish(response, { status: 500, body: String(error) });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    id: vendor.id,
    origin,
    secret: vendor.secret(origin),
    requests,
    forget: () => {
      requests.length = 0;
    },
    fault: addFault,
    clearFaults: () => {
      faults.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function misbehave(
  fault: Fault,
  vendor: SimulatedVendor,
  request: SimulatedRequest,
  response: ServerResponse,
): Promise<void> {
  const good = (): SimulatedAnswer | Promise<SimulatedAnswer> => vendor.answer(request);
  switch (fault.kind) {
    case 'throttle':
      return finish(response, vendor.throttled());
    case 'status':
      return finish(response, { status: fault.status ?? 500, headers: fault.headers ?? {}, body: fault.body ?? '' });
    case 'body':
      return finish(response, {
        status: fault.status ?? 200,
        headers: { 'content-type': 'application/json', ...fault.headers },
        body: fault.body ?? '',
      });
    case 'html':
      return finish(response, {
        status: fault.status ?? 200,
        headers: { 'content-type': 'text/html' },
        body: '<html><body>Maintenance</body></html>',
      });
    case 'empty':
      return finish(response, { status: fault.status ?? 200, body: '' });
    case 'expire-tokens':
      vendor.expireTokens?.();
      return finish(response, await good());
    case 'slow-headers':
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
      return finish(response, await good());
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    default: {
      const answer = await good();
      const bytes = Buffer.from(answer.body);
      const half = bytes.subarray(0, Math.floor(bytes.length / 2));
      if (fault.kind === 'cut') return finish(response, { ...answer, body: half.toString('utf8') });
      response.writeHead(answer.status, { ...answer.headers, 'content-length': bytes.length });
      response.write(half);
      await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 50));
      if (fault.kind === 'reset-in-body') response.socket?.resetAndDestroy();
      else response.end(bytes.subarray(half.length));
    }
  }
}

function finish(response: ServerResponse, answer: SimulatedAnswer): void {
  response.writeHead(answer.status, { date: new Date().toUTCString(), ...answer.headers });
  response.end(answer.body);
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
