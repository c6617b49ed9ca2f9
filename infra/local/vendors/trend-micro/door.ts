import { createHash, createHmac } from 'node:crypto';
import type { SimulatedRequest } from '../simulator.ts';

export interface KeyPair {
  readonly accessToken: string;
  readonly secretKey: string;
}

/** What is wrong with a request before anybody looks at what it asks. */
interface Refusal {
  readonly status: 400 | 401;
  readonly subject: string;
  readonly message: string;
}

const TOLERANCE_SECONDS = 15 * 60;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Checks the five headers as the vendor documents them; a trace id is good for one request. */
export function doorOf(keys: KeyPair): (request: SimulatedRequest, nowSeconds: number) => Refusal | null {
  const traces = new Set<string>();
  return ({ method, target, headers, body }, nowSeconds) => {
    const header = (name: string): string => headers[name] ?? '';
    const type = header('content-type');
    if (type.length < 1 || type.length > 31 || !/^application\/json\b/.test(type)) return malformed('content-type');
    const trace = header('x-traceid').toLowerCase();
    if (!GUID.test(trace) || traces.has(trace)) return malformed('x-traceid');
    if (traces.size > 10_000) traces.clear();
    traces.add(trace);
    const time = header('x-posix-time');
    if (!/^\d{1,10}$/.test(time)) return malformed('x-posix-time');
    const signature = header('x-signature');
    if (signature.length < 1 || signature.length > 90) return malformed('x-signature');

    if (header('x-access-token').toLowerCase() !== keys.accessToken.toLowerCase()) {
      return unauthorized('the access token is not known');
    }
    if (Math.abs(Number(time) - nowSeconds) > TOLERANCE_SECONDS) return unauthorized('the posix time is out of range');
    const hmac = createHmac('sha256', Buffer.from(keys.secretKey, 'utf8')).update(time).update(method).update(target);
    if (body !== '') hmac.update(createHash('md5').update(body).digest('base64'));
    return hmac.digest('base64') === signature ? null : unauthorized('the signature does not match');
  };
}

const malformed = (name: string): Refusal => ({
  status: 400,
  subject: 'invalid_header',
  message: `${name} is missing or malformed`,
});

const unauthorized = (message: string): Refusal => ({ status: 401, subject: 'unauthorized', message });
