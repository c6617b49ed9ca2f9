/** Reads the statement of a service account as strictly as the vendor does. */
import { type KeyObject, verify } from 'node:crypto';

const PART = /^[A-Za-z0-9_-]+$/;

/** What is wrong with it; null when it is good. `nowSeconds` is the server's clock. */
export function flawOf(
  jwt: string,
  expected: { clientId: string; serviceAccount: string; publicKey: KeyObject },
  nowSeconds: number,
): string | null {
  const [header, claims, signature, ...rest] = jwt.split('.');
  if (!header || !claims || !signature || rest.length > 0) return 'not a signed JWT';
  if (![header, claims, signature].every((part) => PART.test(part))) return 'not base64url without padding';
  const { alg, typ } = decoded(header);
  if (alg !== 'RS256' || typ !== 'JWT') return 'header is not RS256 JWT';
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify('RSA-SHA256', signed, expected.publicKey, Buffer.from(signature, 'base64url'))) return 'bad signature';
  const { iss, sub, iat, exp } = decoded(claims);
  if (iss !== expected.clientId) return 'iss is not the client';
  if (sub !== expected.serviceAccount) return 'sub is not the service account';
  if (!isSeconds(iat) || !isSeconds(exp)) return 'iat and exp must be whole seconds';
  if (exp - iat > 3600 || exp <= iat) return 'exp is more than an hour after iat, or before it';
  if (exp <= nowSeconds || iat > nowSeconds + 60) return 'expired, or not valid yet';
  return null;
}

const isSeconds = (value: unknown): value is number => Number.isSafeInteger(value);

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
