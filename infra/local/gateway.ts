/** The address that people open: API Gateway on this machine, for this machine only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { fromOutcome, type GatewayAnswer, refusal } from './gateway/result.ts';
import { toEvent } from './gateway/event.ts';
import { isExport, isForWhole, sendWhole } from './gateway/whole-export.ts';
import type { Outcome } from './lambda.ts';
import { close, isFromHere, listen, namesOf } from './loopback.ts';
import { StartupError } from './startup-error.ts';

export interface Gateway {
  readonly port: number;
  /** Lets requests under way finish for up to `graceMs`. */
  readonly close: (graceMs: number) => Promise<void>;
}

/** What API Gateway takes at most, in bytes. */
const MOST_BYTES = 10 * 1024 * 1024;

/** Throws a StartupError when the port cannot be had. Port 0 = any free one. */
export async function openGateway(port: number, invoke: (event: unknown) => Promise<Outcome>): Promise<Gateway> {
  const servers: Server[] = [];
  let names: ReadonlySet<string> = new Set();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Without this a page from elsewhere could read the ledger under a name of its own that leads here.
    if (!isFromHere(request, names)) return send(response, refusal(403, 'Forbidden'));
    const body = await read(request);
    if (!body) return send(response, refusal(413, 'Request Too Long'));
    const { 'accept-encoding': _, ...others } = request.headers;
    const headers = isForWhole(request) ? others : request.headers;
    const ask = async (target: string): Promise<GatewayAnswer> => {
      const { method = 'GET', socket } = request;
      const sourceIp = socket.remoteAddress ?? '127.0.0.1';
      const event = toEvent({ method, target, headers, body, sourceIp, at: new Date() });
      return event ? fromOutcome(await invoke(event)) : refusal(400, 'Bad Request');
    };
    const ready = await ask(request.url ?? '/');
    if (isForWhole(request) && isExport(ready)) await sendWhole(request, response, ready, ask);
    else send(response, ready);
  }

  const open = (): Server =>
    createServer((request, response) => {
      answer(request, response).catch(() => {
        // An answer that broke off must not look like a whole one.
        if (response.headersSent) response.destroy();
        else send(response, refusal(500, 'Internal Server Error'));
      });
    });

  const first = open();
  const actual = await listen(first, port).catch((error: unknown) => {
    throw portProblem(error, port);
  });
  servers.push(first);
  names = namesOf(actual);
  try {
    const second = open();
    await listen(second, actual, '::1');
    servers.push(second);
  } catch (error) {
    if (!NO_IPV6.has((error as NodeJS.ErrnoException).code ?? '')) {
      await close(first);
      throw portProblem(error, actual);
    }
  }
  return {
    port: actual,
    close: async (graceMs) => {
      await Promise.all(servers.map((server) => close(server, graceMs)));
    },
  };
}

function portProblem(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return error;
  const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be used by this user';
  const other = port < 65_535 ? port + 1 : 4281;
  return new StartupError(
    `Port ${port} ${why}: nothing was started on http://localhost:${port}. Choose another one: PORT=${other} npm start`,
  );
}

const NO_IPV6 = new Set(['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL']);

function send(response: ServerResponse, { status, headers, body }: GatewayAnswer): void {
  // To HEAD it would be the length that GET has, which nobody knows here.
  const isBare = status === 204 || status === 304 || response.req.method === 'HEAD';
  const length = isBare ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...length, ...headers }).end(body);
}

/** The whole body; null when it is too long. */
async function read(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BYTES) chunks.push(chunk);
  }
  return size <= MOST_BYTES ? Buffer.concat(chunks) : null;
}
