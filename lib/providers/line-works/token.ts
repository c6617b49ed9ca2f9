/**
 * Access tokens. One serves every request of its life, also those of later runs in this process; requests that start
 * together share one sign-in. https://developers.worksmobile.com/jp/docs/auth-oauth
 */
import { createHash } from 'node:crypto';
import { instant } from '../../calendar.ts';
import type { Context } from '../../provider.ts';
import { assertion } from './assertion.ts';
import type { LineWorksCredentials } from './credentials.ts';
import { type Grant, type Issued, issuedBy, judgedSignIn } from './sign-in-answers.ts';
import { ofAccount, SeatwatchError } from '../../errors.ts';

interface Kept {
  readonly value: string;
  readonly renewAt: number;
  readonly credentialExpiresAt: string | null;
}

export interface Tokens {
  get(): Promise<string>;
  /** The vendor refused this token: it is not used again. */
  drop(value: string): void;
  /** End of the refresh token's life, known only once the vendor has sent a new one; a service account has none. */
  credentialExpiresAt(): string | null;
}

const EARLY_MS = 60_000;
const REFRESH_TOKEN_MS = 90 * 86_400_000;

/** By `fingerprint`: sessions that are opened with the same one share their tokens. */
export type KeptTokens = Map<string, Kept>;

/** Names the credentials of an account without holding them. A refresh token is left out: it changes as it is used. */
export function fingerprint(credentials: LineWorksCredentials): string {
  const { account, clientId, clientSecret, authUrl, serviceAccount, privateKey } = credentials;
  const parts = [account, clientId, clientSecret, authUrl, serviceAccount ?? null, privateKey ?? null];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What no message may repeat. Access tokens are long enough to be known by that. */
export const secretsOf = (given: LineWorksCredentials): string[] =>
  [given.clientId, given.clientSecret, given.serviceAccount, given.privateKey, given.refreshToken].filter(
    (text) => text !== undefined,
  );

export function createTokens(context: Context<LineWorksCredentials>, kept: KeptTokens): Tokens {
  const key = fingerprint(context.credentials);
  let signingIn: Promise<Kept> | null = null;

  async function renewed(): Promise<Kept> {
    const asked = context.now().getTime();
    const { issued, rotated } = await ofAccount(signIn(context));
    const lifeMs = issued.lifeSeconds * 1000;
    const token = {
      value: issued.accessToken,
      renewAt: asked + lifeMs - Math.min(EARLY_MS, lifeMs / 2),
      credentialExpiresAt: rotated ? instant(new Date(asked + REFRESH_TOKEN_MS)) : null,
    };
    kept.set(key, token);
    return token;
  }

  return {
    async get() {
      const token = kept.get(key);
      if (token && context.now().getTime() < token.renewAt) return token.value;
      signingIn ??= renewed().finally(() => {
        signingIn = null;
      });
      return (await signingIn).value;
    },
    drop(value) {
      if (kept.get(key)?.value === value) kept.delete(key);
    },
    credentialExpiresAt: () => kept.get(key)?.credentialExpiresAt ?? null,
  };
}

async function signIn(context: Context<LineWorksCredentials>): Promise<{ issued: Issued; rotated: boolean }> {
  const { clientId, serviceAccount, privateKey } = context.credentials;
  if (serviceAccount !== undefined && privateKey !== undefined) {
    const issued = await ask(context, 'service account', () => ({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: assertion(clientId, serviceAccount, privateKey, context.now()),
      scope: 'partner.read',
    }));
    return { issued, rotated: false };
  }
  return context.rotate(async (refreshToken) => {
    // The one that is sent is not to be repeated either, and may be newer than the one that the run began with.
    const newest = { ...context, credentials: { ...context.credentials, refreshToken } };
    const issued = await ask(newest, 'refresh token', () => ({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
    }));
    const rotated = issued.refreshToken !== null && issued.refreshToken !== refreshToken;
    return { issued, rotated, refreshToken: issued.refreshToken };
  });
}

async function ask(
  context: Context<LineWorksCredentials>,
  grant: Grant,
  fields: () => Readonly<Record<string, string>>,
): Promise<Issued> {
  const { authUrl, clientId, clientSecret } = context.credentials;
  const answer = await context.http.send({
    prepare: () => ({
      method: 'POST',
      url: `${authUrl}/token`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      // Tokens hold + / =, which the auth host misreads unless they are percent-encoded.
      body: new URLSearchParams({ ...fields(), client_id: clientId, client_secret: clientSecret }).toString(),
    }),
    judge: (candidate) => judgedSignIn(candidate, grant, context.now(), secretsOf(context.credentials)),
  });
  const issued = issuedBy(answer);
  if (!issued) throw new SeatwatchError('VENDOR_RESPONSE_INVALID', 'the sign-in answer holds no access token');
  return issued;
}
