/** A small HTTP server on this machine that answers as a test says and remembers what was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
  readonly origin: string;
  readonly port: number;
  /** Method and target of every request, exactly as they came. */
  readonly asked: readonly string[];
  /** Connections that are open now. */
  connections(): Promise<number>;
  readonly close: () => Promise<void>;
}

/** `answer` gets the number of the request, from 1. */
export async function serveHttp(
  answer: (request: IncomingMessage, response: ServerResponse, count: number) => void,
): Promise<HttpServer> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response, asked.length);
  });
  // A busy machine must not find that a connection it means to use again is being closed.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    asked,
    connections: () =>
      new Promise((resolve, reject) => server.getConnections((error, n) => (error ? reject(error) : resolve(n)))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
