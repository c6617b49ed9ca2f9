/** The API gateway's check of a request: key, signature and clock. Written apart from the collector's own signing. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.ts';
import { gatewayError } from './answer.ts';

export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

export const KEYS: Keys = {
  accessKey: 'SIMULATEDACCESSKEY01',
  secretKey: 'simulatedSecretKey0123456789abcdefABCDEF',
};

const FIVE_MINUTES = 5 * 60_000;
const refused = (): SimulatedAnswer => gatewayError(401, '200', 'Authentication Failed');

/** The refusal; null for a request that is signed as it must be. */
export function refusalOf(
  { method, target, headers }: SimulatedRequest,
  now: Date,
  { accessKey, secretKey }: Keys,
): SimulatedAnswer | null {
  const stamp = headers['x-ncp-apigw-timestamp'] ?? '';
  const key = headers['x-ncp-iam-access-key'] ?? '';
  const given = Buffer.from(headers['x-ncp-apigw-signature-v2'] ?? '');
  // Thirteen digits: seconds in place of milliseconds are the usual mistake.
  if (!/^\d{13}$/.test(stamp) || Math.abs(Number(stamp) - now.getTime()) >= FIVE_MINUTES) return refused();
  if (key !== accessKey) return refused();
  const hmac = createHmac('sha256', Buffer.from(secretKey, 'utf8'));
  hmac.update([`${method} ${target}`, stamp, key].join('\n'));
  const expected = Buffer.from(hmac.digest('base64'));
  return given.length === expected.length && timingSafeEqual(given, expected) ? null : refused();
}
