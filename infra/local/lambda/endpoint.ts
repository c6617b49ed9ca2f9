/** Lambda's Invoke API on this machine, for functions that start other functions. */
import { awsError, type AwsAnswer, type Endpoint, serveAws } from '../aws-endpoint.ts';
import type { LocalFunction } from '../lambda.ts';

const INVOKE = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export function serveLambda(
  accessKeyId: string,
  functions: Readonly<Record<string, LocalFunction>>,
): Promise<Endpoint> {
  return serveAws(accessKeyId, async (request, body): Promise<AwsAnswer> => {
    const [, encoded = ''] = INVOKE.exec(new URL(request.url ?? '/', 'http://localhost').pathname) ?? [];
    // A name or an ARN, whose last part is the name.
    const name = decodeURIComponent(encoded).split(':').at(-1) ?? '';
    const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (request.method !== 'POST' || !called) {
      return awsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
    }
    let event: unknown;
    try {
      event = body === '' ? {} : JSON.parse(body);
    } catch {
      return awsError('InvalidRequestContentException', 'Could not parse request body into json');
    }
    const outcome = called.invoke(event);
    if (request.headers['x-amz-invocation-type'] === 'Event') return { status: 202, body: '' };
    const { payload, failed } = await outcome;
    return { status: 200, headers: failed ? { 'x-amz-function-error': 'Unhandled' } : {}, body: payload };
  });
}
