/**
 * The login authority: trades refresh tokens for access tokens. Tokens carry their own proof, so a server that is
 * started again still knows those of yesterday.
 */
import { createHash } from 'node:crypto';
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.ts';
import { guid } from '../story.ts';

const DAY_MS = 86_400_000;
const SCOPE = 'https://api.partnercenter.microsoft.com/user_impersonation';

export const CLIENT = {
  tenantId: guid('partner-center', 'partner'),
  clientId: guid('partner-center', 'client'),
  clientSecret: `invented~${guid('partner-center', 'client secret')}`,
} as const;

export interface SignInOptions {
  readonly now: () => Date;
  /** Another client than the usual one. */
  readonly client?: Readonly<Record<keyof typeof CLIENT, string>>;
  /** `rotating`: a new one with every answer; `kept`: answers bring none; `revoked`: by a password reset. */
  readonly refreshTokens?: 'rotating' | 'kept' | 'revoked';
  /** The older endpoint writes `expires_in` as text. */
  readonly textExpiry?: boolean;
  readonly lifeSeconds?: number;
}

export interface SignIn {
  /** A refresh token as the consent of a person would have brought it. */
  readonly firstToken: string;
  answer(request: SimulatedRequest): SimulatedAnswer;
  accepts(accessToken: string): boolean;
  expireTokens(): void;
}

export function signInOf(options: SignInOptions): SignIn {
  const { now, client = CLIENT, refreshTokens = 'rotating', textExpiry = false, lifeSeconds = 3599 } = options;
  let serial = 0;
  let generation = 0;

  const issue = (kind: 'rt' | 'at', number: number, at: number): string =>
    sealed(`${kind}.${number}.${at.toString(36)}.${serial++}`);

  function grant(form: URLSearchParams): SimulatedAnswer {
    const scopes = (form.get('scope') ?? '').split(' ');
    if (form.get('grant_type') !== 'refresh_token') return refused(400, 'unsupported_grant_type', 70003);
    if (form.get('client_id') !== client.clientId) return refused(400, 'unauthorized_client', 700016);
    if (form.get('client_secret') !== client.clientSecret) return refused(401, 'invalid_client', 7000215);
    if (!scopes.includes(SCOPE)) return refused(400, 'invalid_scope', 70011);
    const used = opened(form.get('refresh_token') ?? '', 'rt');
    if (!used) return refused(400, 'invalid_grant', 70000);
    if (refreshTokens === 'revoked') return refused(400, 'invalid_grant', 50173);
    if (now().getTime() - used.at > 90 * DAY_MS) return refused(400, 'invalid_grant', 700082);
    const brings = refreshTokens === 'rotating' && scopes.includes('offline_access');
    return json(200, {
      token_type: 'Bearer',
      scope: SCOPE,
      expires_in: textExpiry ? String(lifeSeconds) : lifeSeconds,
      access_token: issue('at', generation, now().getTime()),
      ...(brings ? { refresh_token: issue('rt', 0, now().getTime()) } : {}),
    });
  }

  return {
    firstToken: sealed(`rt.0.${now().getTime().toString(36)}.first`),
    answer: ({ method, url, headers, body }) => {
      if (url.pathname !== `/login/${client.tenantId}/oauth2/v2.0/token`) return refused(400, 'invalid_request', 90002);
      const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
      if (method !== 'POST' || !isForm) return refused(400, 'invalid_request', 900144);
      return grant(new URLSearchParams(body));
    },
    accepts: (token) => {
      const known = opened(token, 'at');
      return known?.number === generation && now().getTime() < known.at + lifeSeconds * 1000;
    },
    expireTokens: () => {
      generation++;
    },
  };
}

const proof = (text: string): string => createHash('sha256').update(`simulated ${text}`).digest('base64url');
const sealed = (text: string): string => `${text}.${proof(text)}`;

function opened(token: string, kind: 'rt' | 'at'): { number: number; at: number } | null {
  const [given, number, at, serial, seal] = token.split('.');
  if (given !== kind || seal !== proof(`${kind}.${number}.${at}.${serial}`)) return null;
  return { number: Number(number), at: Number.parseInt(at ?? '', 36) };
}

const refused = (status: number, error: string, code: number): SimulatedAnswer =>
  json(status, { error, error_description: `AADSTS${code}: simulated refusal.`, error_codes: [code] });

const json = (status: number, body: unknown): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
