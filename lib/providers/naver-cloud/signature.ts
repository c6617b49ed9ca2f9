/**
 * Signature v2 of the API gateway: made over the method, the path with its query exactly as sent, the time and the
 * access key; never over a body, although the vendor's page says so.
 * https://api.ncloud-docs.com/docs/en/platform-costandusage
 */
import { createHmac } from 'node:crypto';

export interface SigningKey {
  readonly accessKey: string;
  /** Used as it is, UTF-8; it is not Base64. */
  readonly secretKey: string;
}

/** The headers that sign one request sent at `timestamp`, epoch milliseconds. Good for five minutes. */
export function signatureHeaders(
  key: SigningKey,
  method: string,
  pathAndQuery: string,
  timestamp: number,
): Record<string, string> {
  const signed = `${method} ${pathAndQuery}\n${timestamp}\n${key.accessKey}`;
  return {
    'x-ncp-apigw-timestamp': String(timestamp),
    'x-ncp-iam-access-key': key.accessKey,
    'x-ncp-apigw-signature-v2': createHmac('sha256', key.secretKey).update(signed).digest('base64'),
  };
}
