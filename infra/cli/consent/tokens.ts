/** What a person's sign-in brings, and what is said when it brings nothing. */
import * as oauth from 'oauth4webapi';
import { CommandError } from '../command.ts';

export interface SignInServer {
  readonly as: oauth.AuthorizationServer;
  readonly clientId: string;
  /** Null = a public client. */
  readonly clientSecret: string | null;
  readonly scope: string;
  /** More for the address that is opened. */
  readonly extra?: Readonly<Record<string, string>>;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Seconds; null when the server does not tell. */
  readonly expiresIn: number | null;
}

export const authOf = ({ clientSecret }: SignInServer): oauth.ClientAuth =>
  clientSecret === null ? oauth.None() : oauth.ClientSecretPost(clientSecret);

/** https everywhere but on this machine, as for every address of a vendor. */
export function requestOptions({ as }: Pick<SignInServer, 'as'>, signal: AbortSignal) {
  const host = URL.parse(as.token_endpoint ?? as.issuer)?.hostname ?? '';
  const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(host);
  return { [oauth.allowInsecureRequests]: isLoopback, signal };
}

export const tokensOf = (answer: oauth.TokenEndpointResponse): Tokens => ({
  accessToken: answer.access_token,
  refreshToken: answer.refresh_token ?? null,
  expiresIn: answer.expires_in ?? null,
});

/** Codes that everybody knows; descriptions can name people and are not repeated, but for Microsoft's number. */
const WORDS: Readonly<Record<string, string>> = {
  access_denied: 'Consent was declined',
  consent_required: 'Consent was not given',
  login_required: 'Nobody signed in',
  interaction_required: 'The sign-in was not finished',
  invalid_client: 'The client id or client secret is wrong, or the secret has ended',
  unauthorized_client: 'The app may not sign people in this way',
  invalid_scope: 'The app lacks the permission that is asked for',
  invalid_grant: 'The code was used before or is too old',
  invalid_request: 'The sign-in server refuses the request: is the redirect address registered with the app?',
  expired_token: 'Nobody entered the code in time',
  server_error: 'The sign-in server failed',
  temporarily_unavailable: 'The sign-in server cannot answer at present',
};

/** A CommandError for whatever the library throws; others stay as they are. */
export function inWords(thrown: unknown): unknown {
  if (thrown instanceof oauth.AuthorizationResponseError || thrown instanceof oauth.ResponseBodyError) {
    const { error, error_description: description = '' } = thrown;
    const number = /AADSTS\d+/.exec(description)?.[0];
    const code = [error, number].filter((part) => part !== undefined).join(', ');
    return new CommandError(
      'CONSENT',
      `${WORDS[error] ?? 'The sign-in server refuses'} (${code}). Nothing was stored.`,
    );
  }
  if (thrown instanceof oauth.WWWAuthenticateChallengeError) {
    return new CommandError('CONSENT', `${WORDS['invalid_client']}. Nothing was stored.`);
  }
  if (thrown instanceof oauth.OperationProcessingError) {
    const isState = /"state"/.test(thrown.message);
    const why = isState
      ? 'The answer belongs to another sign-in (its state is not the one that was sent)'
      : `The sign-in server's answer cannot be understood (${thrown.code ?? 'no code'})`;
    return new CommandError('CONSENT', `${why}. Nothing was stored: begin again.`);
  }
  if (thrown instanceof TypeError && thrown.message === 'fetch failed') {
    const { cause } = thrown as { cause?: { code?: unknown } };
    const code = typeof cause?.code === 'string' ? ` (${cause.code})` : '';
    return new CommandError('CONSENT', `The sign-in server cannot be reached${code}. Nothing was stored.`);
  }
  return thrown;
}
