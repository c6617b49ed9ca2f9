/**
 * The signed statement with which a service account asks for a token.
 * https://developers.worksmobile.com/jp/docs/auth-jwt
 */
import { sign } from 'node:crypto';

const LIFE_SECONDS = 3600;

/** Times are whole seconds and JSON numbers: the vendor refuses fractions. */
export function assertion(clientId: string, serviceAccount: string, privateKey: string, at: Date): string {
  const iat = Math.floor(at.getTime() / 1000);
  const claims = { iss: clientId, sub: serviceAccount, iat, exp: iat + LIFE_SECONDS };
  const input = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${input}.${sign('RSA-SHA256', Buffer.from(input), privateKey).toString('base64url')}`;
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
