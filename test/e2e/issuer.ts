/** A real OpenID Connect issuer: whoever asks it for a token gets an access token that is a JWT, signed with its key. */
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';
import { serveHttp } from '../support/http-server.ts';

interface IssuerOptions {
  /** The `iss` of its tokens; it is reached at an address of this machine instead. */
  readonly issuer: string;
  readonly scopes: readonly string[];
}

export interface Issuer {
  /** By client credentials, for this audience; `scope` separated by spaces. */
  readonly token: (audience: string, scope: string) => Promise<string>;
  /** Asks for an address under its name. */
  readonly fetch: (url: string) => Promise<Response>;
  readonly close: () => Promise<void>;
}

const CLIENT = { client_id: 'program', client_secret: 'known to this test alone' };
const HOUR = 3600;

export async function startIssuer({ issuer, scopes }: IssuerOptions): Promise<Issuer> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' };
  const provider = new Provider(issuer, {
    clients: [
      {
        ...CLIENT,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        scope: scopes.join(' '),
      },
    ],
    scopes,
    jwks: { keys: [key] },
    cookies: { keys: ['unused'] },
    ttl: { ClientCredentials: HOUR },
    // Tokens that are JWTs are kept nowhere.
    adapter: class {
      find = async () => undefined;
    },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: (_, resource) => ({
          scope: scopes.join(' '),
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
  });
  const server = await serveHttp(provider.callback());
  return {
    token: async (audience, scope) => {
      const response = await fetch(`${server.origin}/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${basic(CLIENT.client_id, CLIENT.client_secret)}` },
        body: new URLSearchParams({ grant_type: 'client_credentials', resource: audience, scope }),
      });
      const { access_token: token } = (await response.json()) as { access_token?: string };
      if (token === undefined) throw new Error(`the issuer gave no token: ${response.status}`);
      return token;
    },
    fetch: (url) => fetch(url.replace(issuer, server.origin)),
    close: server.close,
  };
}

const basic = (...parts: string[]): string =>
  Buffer.from(parts.map((part) => encodeURIComponent(part)).join(':')).toString('base64');
