import { createHash, createHmac } from 'node:crypto';

interface Signable {
  readonly secretKey: string;
  /** Unix seconds, UTC, as in the header. */
  readonly posixTime: string;
  readonly method: 'GET' | 'POST';
  /** Path and query as they go on the wire, without scheme and host. */
  readonly requestUri: string;
  readonly body?: string;
}

/**
 * The value of `x-signature`. Without a body nothing stands for it, not even the digest of nothing.
 * https://docs.trendmicro.com/en-us/documentation/article/licensing-management-platform-api-invokinglmpi
 */
export function signatureOf({ secretKey, posixTime, method, requestUri, body }: Signable): string {
  const digest = body ? createHash('md5').update(body, 'utf8').digest('base64') : '';
  return createHmac('sha256', secretKey).update(`${posixTime}${method}${requestUri}${digest}`, 'utf8').digest('base64');
}
