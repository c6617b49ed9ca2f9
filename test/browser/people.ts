/** A real OpenID Connect issuer at which people sign in: it asks for a name, then for consent, and hands out JWTs. */
import type { RequestListener } from 'node:http';
import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { Provider } from 'oidc-provider';
import { serveHttp } from '../support/http-server.ts';

export interface People {
  readonly issuer: string;
  /** Lets people come back to this address, which is known only once it is served. */
  readonly open: (home: string) => void;
  /** What its tokens say; null for a token that is not its own, or not for this audience. */
  readonly claims: (token: string) => Promise<Readonly<Record<string, unknown>> | null>;
  readonly close: () => Promise<void>;
}

export const CLIENT = 'page';
const SCOPE = 'seatwatch/read';
const AUDIENCE = 'https://api.example';

export async function startPeople(): Promise<People> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const secret = await exportJWK(privateKey);
  let listener: RequestListener | undefined;
  const server = await serveHttp((request, response) => listener?.(request, response));
  const issuer = server.origin;
  const resource = {
    scope: SCOPE,
    audience: AUDIENCE,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: 'RS256' } },
  } as const;
  return {
    issuer,
    open: (home) => {
      const client = {
        client_id: CLIENT,
        token_endpoint_auth_method: 'none',
        redirect_uris: [home],
        post_logout_redirect_uris: [home],
      };
      const provider = new Provider(issuer, {
        clients: [client],
        scopes: ['openid', SCOPE],
        jwks: { keys: [{ ...secret, use: 'sig', alg: 'RS256' }] },
        cookies: { keys: ['known to this test alone'] },
        clientBasedCORS: () => true,
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
        features: {
          resourceIndicators: {
            enabled: true,
            defaultResource: () => AUDIENCE,
            useGrantedResource: () => true,
            getResourceServerInfo: () => resource,
          },
        },
      });
      listener = provider.callback();
    },
    claims: (token) =>
      jwtVerify(token, publicKey, { issuer, audience: AUDIENCE, algorithms: ['RS256'] }).then(
        ({ payload }) => payload,
        () => null,
      ),
    close: server.close,
  };
}
