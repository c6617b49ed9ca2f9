/** Between API Gateway's payload format 2.0 and the requests and responses of the web. */
import { problemResponse } from './problem.ts';

/** What is used of an HTTP API event, https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
export interface GatewayEvent {
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | null;
  readonly isBase64Encoded?: boolean;
  readonly requestContext?: {
    readonly http?: { readonly method?: string; readonly path?: string };
    readonly authorizer?: { readonly jwt?: { readonly claims?: unknown; readonly scopes?: unknown } };
  };
}

export interface GatewayResult {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/** The request behind an event. Its host means nothing. Throws a TypeError for a method or header that cannot be. */
function requestOf(event: GatewayEvent): Request {
  const method = event.requestContext?.http?.method ?? 'GET';
  const path = event.rawPath ?? event.requestContext?.http?.path ?? '/';
  // The gateway may have decoded the path already: what ends a path in an address is written as part of it.
  const spelled = path.replace(/[?#]/g, encodeURIComponent);
  const url = `https://gateway${spelled.startsWith('/') ? '' : '/'}${spelled}`;
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers ?? {})) {
    if (value !== undefined) headers.set(name, value.replace(/[^\u0020-\u00ff]/g, '?'));
  }
  const hasBody = method !== 'GET' && method !== 'HEAD' && typeof event.body === 'string';
  const body = hasBody ? Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8') : null;
  return new Request(event.rawQueryString ? `${url}?${event.rawQueryString}` : url, { method, headers, body });
}

async function resultOf(response: Response): Promise<GatewayResult> {
  const isBase64Encoded = response.headers.has('content-encoding');
  const body = Buffer.from(await response.bytes());
  return {
    statusCode: response.status,
    headers: Object.fromEntries(response.headers),
    body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
}

/** A function's handler around whatever answers requests. */
export const gatewayHandler =
  (answer: (request: Request, event: GatewayEvent) => Promise<Response> | Response) =>
  async (event: GatewayEvent): Promise<GatewayResult> => {
    let request: Request;
    try {
      request = requestOf(event);
    } catch {
      return resultOf(problemResponse(400, { detail: 'the request cannot be understood' }));
    }
    return resultOf(await answer(request, event));
  };
