/** The auth host: tokens for a service account's signed statement or for a refresh token. */
import { createHash, generateKeyPairSync, type KeyPairKeyObjectResult } from 'node:crypto';
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.ts';
import { json } from './answers.ts';
import { flawOf } from './assertion.ts';

export interface AuthOptions {
  readonly now: () => Date;
  /** Life of an access token; the real console offers an hour or a day. */
  readonly tokenSeconds: number;
  /** Whether each refresh brings a new refresh token and ends the old one. */
  readonly rotation: boolean;
  readonly signIn: 'service-account' | 'refresh-token';
  readonly client: Client;
}

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly serviceAccount: string;
}

export interface Auth {
  /** The part of the secret that signs in here. */
  readonly secret: Readonly<Record<string, string>>;
  token(request: SimulatedRequest): SimulatedAnswer;
  /** Scopes of the token in this header; null when there is no living one. */
  scopesOf(authorization: string | undefined): readonly string[] | null;
  expireTokens(): void;
}

const SCOPES: ReadonlySet<string> = new Set(['partner', 'partner.read']);
export const CLIENT: Client = {
  clientId: 'SeatwatchDemoApp0001',
  clientSecret: 'demoSecret7Qx',
  serviceAccount: 'k3v9d.serviceaccount@seatwatch-demo',
};

let pair: KeyPairKeyObjectResult | undefined;

/** One for all servers of this process: making it takes longer than most that is done with it. */
function keyPair(): KeyPairKeyObjectResult {
  pair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
  return pair;
}

export function createAuth({ now, tokenSeconds, rotation, signIn, client }: AuthOptions): Auth {
  const { privateKey, publicKey } = keyPair();
  const living = new Map<string, { until: number; scopes: readonly string[] }>();
  const refreshTokens = new Set<string>();
  let count = 0;
  const seconds = (): number => Math.floor(now().getTime() / 1000);
  // Real ones are base64 text with + / = in it; the middle makes sure of it.
  const made = (kind: string): string =>
    `kr1${createHash('sha256').update(`${kind} ${count++}`).digest('base64').slice(0, 30)}+/A${count}==`;

  const firstRefreshToken = made('refresh');
  refreshTokens.add(firstRefreshToken);

  function issue(scope: string, refreshToken: string | null): SimulatedAnswer {
    const accessToken = made('access');
    living.set(accessToken, { until: seconds() + tokenSeconds, scopes: scope.split(' ') });
    return json({
      access_token: accessToken,
      ...(refreshToken === null ? {} : { refresh_token: refreshToken }),
      token_type: 'Bearer',
      expires_in: String(tokenSeconds),
      scope,
    });
  }

  function byAssertion(form: URLSearchParams): SimulatedAnswer {
    const scope = form.get('scope') ?? '';
    if (!scope.split(' ').every((each) => SCOPES.has(each))) return oauthError(400, 'invalid_scope', 'Unknown scope');
    const expected = { clientId: client.clientId, serviceAccount: client.serviceAccount, publicKey };
    const flaw = flawOf(form.get('assertion') ?? '', expected, seconds());
    return flaw === null ? issue(scope, made('unused')) : oauthError(400, 'invalid_grant', `Assertion: ${flaw}`);
  }

  function byRefreshToken(form: URLSearchParams): SimulatedAnswer {
    const given = form.get('refresh_token') ?? '';
    if (!refreshTokens.has(given)) {
      // A plus sign that was not percent-encoded arrives as a space.
      if (refreshTokens.has(given.replaceAll(' ', '+'))) {
        return json({ returnCode: '99', returnMessage: 'UnexpectedError' }, 400);
      }
      return oauthError(400, 'invalid_grant', 'Refresh token is not valid');
    }
    if (!rotation) return issue('partner.read', null);
    const next = made('refresh');
    refreshTokens.delete(given);
    refreshTokens.add(next);
    return issue('partner.read', next);
  }

  return {
    secret: {
      clientId: client.clientId,
      clientSecret: client.clientSecret,
      ...(signIn === 'service-account'
        ? {
            serviceAccount: client.serviceAccount,
            privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
          }
        : { refreshToken: firstRefreshToken }),
    },
    token(request) {
      if (request.method !== 'POST') return oauthError(405, 'invalid_request', 'POST only');
      if (!/^application\/x-www-form-urlencoded\b/.test(request.headers['content-type'] ?? '')) {
        return oauthError(400, 'invalid_request', 'The body must be form encoded');
      }
      const form = new URLSearchParams(request.body);
      if (form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret) {
        return oauthError(401, 'invalid_client', 'Unknown client');
      }
      switch (form.get('grant_type')) {
        case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
          return byAssertion(form);
        case 'refresh_token':
          return byRefreshToken(form);
        default:
          return oauthError(400, 'unsupported_grant_type', 'Unknown grant type');
      }
    },
    scopesOf(authorization) {
      const [, value = ''] = /^Bearer ([^ ]+)$/.exec(authorization ?? '') ?? [];
      const token = living.get(value);
      return token && token.until > seconds() ? token.scopes : null;
    },
    expireTokens: () => living.clear(),
  };
}

const oauthError = (status: number, error: string, description: string): SimulatedAnswer =>
  json({ error, error_description: description }, status);
