/**
 * The issuer as OpenID Connect describes it: authorization code with PKCE (RFC 7636), state and nonce, for a client
 * without a secret. https://openid.net/specs/openid-connect-core-1_0.html
 */
import * as oauth from 'oauth4webapi';

export interface IssuerOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** What the page asks to be allowed. */
  readonly scopes: readonly string[];
  /** Where the issuer sends people back to, after signing in and out. */
  readonly home: string;
  readonly send: (target: string, init: RequestInit) => Promise<Response>;
}

/** What is kept while the reader is at the issuer. */
export interface Departure {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Tokens {
  readonly access: string;
  readonly refresh: string | null;
  readonly identity: string | null;
  /** Seconds; null = the issuer does not say. */
  readonly lifetime: number | null;
}

export interface Issuer {
  depart(): Promise<{ readonly address: string; readonly departure: Departure }>;
  /** Throws oauth4webapi's errors when the answer is none to this departure, or a refusal. */
  arrive(at: URL, departure: Departure): Promise<Tokens>;
  renew(refresh: string): Promise<Tokens>;
  /** Where a session ends at the issuer; null = it has no such place. */
  farewell(identity: string | null): string | null;
}

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);

/** Throws when the issuer's description cannot be had. */
export async function openIssuer({ issuer, clientId, scopes, home, send }: IssuerOptions): Promise<Issuer> {
  const address = new URL(issuer);
  const options = {
    [oauth.customFetch]: send,
    [oauth.allowInsecureRequests]: isLoopback(address),
  };
  const server = await oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, options));
  const client: oauth.Client = { client_id: clientId };
  const authentication = oauth.None();
  // A refresh token where the issuer gives one only to those who ask.
  const offline = server.scopes_supported?.includes('offline_access') === true ? ['offline_access'] : [];

  return {
    depart: async () => {
      const departure: Departure = {
        state: oauth.generateRandomState(),
        nonce: oauth.generateRandomNonce(),
        verifier: oauth.generateRandomCodeVerifier(),
      };
      const at = new URL(server.authorization_endpoint ?? '');
      const parameters = {
        client_id: clientId,
        redirect_uri: home,
        response_type: 'code',
        scope: ['openid', ...scopes, ...offline].join(' '),
        state: departure.state,
        nonce: departure.nonce,
        code_challenge: await oauth.calculatePKCECodeChallenge(departure.verifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) at.searchParams.set(name, value);
      return { address: at.href, departure };
    },
    arrive: async (at, { state, nonce, verifier }) => {
      const given = oauth.validateAuthResponse(server, client, at, state);
      const exchange = oauth.authorizationCodeGrantRequest;
      const response = await exchange(server, client, authentication, given, home, verifier, options);
      const expected = { expectedNonce: nonce, requireIdToken: true };
      return tokensOf(await oauth.processAuthorizationCodeResponse(server, client, response, expected));
    },
    renew: async (refresh) => {
      const response = await oauth.refreshTokenGrantRequest(server, client, authentication, refresh, options);
      const tokens = tokensOf(await oauth.processRefreshTokenResponse(server, client, response));
      return { ...tokens, refresh: tokens.refresh ?? refresh };
    },
    farewell: (identity) => {
      if (server.end_session_endpoint === undefined) return null;
      const at = new URL(server.end_session_endpoint);
      // OpenID Connect's names, and Cognito's for the same: each ignores the other's.
      const parameters = { client_id: clientId, post_logout_redirect_uri: home, logout_uri: home };
      for (const [name, value] of Object.entries(parameters)) at.searchParams.set(name, value);
      if (identity !== null) at.searchParams.set('id_token_hint', identity);
      return at.href;
    },
  };
}

const tokensOf = (answer: oauth.TokenEndpointResponse): Tokens => ({
  access: answer.access_token,
  refresh: answer.refresh_token ?? null,
  identity: answer.id_token ?? null,
  lifetime: answer.expires_in ?? null,
});
