/** A server that stands in for a service of AWS; only our own functions are answered. */
import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, isOurs, listen } from './loopback.ts';

export interface AwsAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Endpoint {
  /** For an `AWS_ENDPOINT_URL_*`. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

export const json = (value: unknown, status = 200): AwsAnswer => ({ status, body: JSON.stringify(value) });

/** The error that the SDK throws under this name. */
export const awsError = (name: string, message: string, status = 400): AwsAnswer => ({
  status,
  headers: { 'x-amzn-errortype': name },
  body: JSON.stringify({ __type: name, message }),
});

export async function serveAws(
  accessKeyId: string,
  answer: (request: IncomingMessage, body: string) => Promise<AwsAnswer>,
): Promise<Endpoint> {
  async function handle(request: IncomingMessage): Promise<AwsAnswer> {
    const body = await text(request);
    if (!isOurs(request, accessKeyId)) return awsError('AccessDeniedException', 'not one of our functions', 403);
    return answer(request, body);
  }
  const server = createServer((request, response) => {
    const send = ({ status, headers, body }: AwsAnswer): void => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', ...headers }).end(body);
    };
    handle(request)
      .then(send)
      .catch((error: unknown) => send(awsError('InternalServiceError', (error as Error).message, 500)));
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, close: () => close(server) };
}
