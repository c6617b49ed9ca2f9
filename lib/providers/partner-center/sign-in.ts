import { SeatwatchError } from '../../errors.ts';
import type { JsonObject } from '../../json.ts';
import type { Context } from '../../provider.ts';
import type { PartnerCenterCredentials } from './credentials.ts';
import { objectOf } from './page.ts';
import { signInRefusal } from './sign-in-refusal.ts';

export interface SignedIn {
  readonly accessToken: string;
  /** How long the access token lives. */
  readonly lifeMs: number;
  /** The refresh token that the answer brought; null when it brought none. */
  readonly refreshToken: string | null;
  /** Whether that is another one than was used. */
  readonly renewed: boolean;
}

const GLOBAL = 'https://api.partnercenter.microsoft.com';
/** The national and pre-production clouds: there the API's own address is the resource. */
const OTHER_CLOUDS: ReadonlySet<string> = new Set([
  'https://partner.partnercenterapi.microsoftonline.cn',
  'https://api.partnercenter.microsoft-ppe.com',
]);

/** What a token for this cloud is asked for. */
export const scopeOf = (baseUrl: string): string => `${resourceOf(baseUrl)}/user_impersonation offline_access`;

const resourceOf = (baseUrl: string): string => (OTHER_CLOUDS.has(baseUrl) ? baseUrl : GLOBAL);

/**
 * Trades the refresh token for an access token (OAuth 2.0); the new refresh token is stored before
 * this resolves. https://learn.microsoft.com/en-us/partner-center/developer/enable-secure-app-model
 */
export function signIn({ credentials, http, now, rotate }: Context<PartnerCenterCredentials>): Promise<SignedIn> {
  const { tenantId, clientId, clientSecret, baseUrl, loginUrl } = credentials;
  return rotate(async (refreshToken) => {
    const common = {
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    };
    // Today's clients use the first endpoint, the vendor documents the second; a login that lacks one has the other.
    const endpoints = [
      // offline_access keeps the new refresh tokens coming.
      { path: 'oauth2/v2.0/token', form: { ...common, scope: scopeOf(baseUrl) } },
      { path: 'oauth2/token', form: { ...common, scope: 'openid', resource: resourceOf(baseUrl) } },
    ] as const;
    let endpoint: (typeof endpoints)[number] = endpoints[0];
    const answer = await http.send({
      prepare: () => ({
        method: 'POST',
        url: `${loginUrl}/${encodeURIComponent(tenantId)}/${endpoint.path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams(endpoint.form).toString(),
      }),
      judge: (given) => {
        if (tokenOf(objectOf(given.text), given.status) !== null) return null;
        const refusal = signInRefusal(given, now());
        if (given.status !== 404 || endpoint === endpoints[1]) return refusal;
        endpoint = endpoints[1];
        return { ...refusal, retry: true, waitMs: 0 };
      },
    });
    const body = objectOf(answer.text);
    const accessToken = tokenOf(body, answer.status);
    if (!body || accessToken === null) throw new SeatwatchError('VENDOR_RESPONSE_INVALID', 'no access token');
    const newest = body['refresh_token'];
    const brought = typeof newest === 'string' && newest !== '' ? newest : null;
    return {
      accessToken,
      lifeMs: lifeOf(body['expires_in']),
      refreshToken: brought,
      renewed: brought !== null && brought !== refreshToken,
    };
  });
}

function tokenOf(body: JsonObject | null, status: number): string | null {
  const token = body?.['access_token'];
  // Whatever is not plain text could not go into a header.
  return status === 200 && typeof token === 'string' && /^[!-~]+$/.test(token) ? token : null;
}

/** Seconds, as text from the older endpoint; an hour is usual, five minutes are safe when it does not say. */
function lifeOf(seconds: unknown): number {
  const life = typeof seconds === 'string' && seconds.trim() !== '' ? Number(seconds) : seconds;
  return (typeof life === 'number' && life > 0 && life < 1e6 ? life : 300) * 1000;
}
