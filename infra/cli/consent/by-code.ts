/** A person signs in in the browser: authorization code with PKCE, and back to an address of this machine. */
import * as oauth from 'oauth4webapi';
import { openLoopback } from './loopback.ts';
import { authOf, inWords, requestOptions, type SignInServer, type Tokens, tokensOf } from './tokens.ts';

export interface Asking {
  readonly port: number;
  /** Gets the address that the person opens. */
  readonly show: (address: string, redirectUri: string) => void;
  /** Shown in the browser at the end. */
  readonly done: string;
  readonly signal: AbortSignal;
}

export async function signInByCode(server: SignInServer, { port, show, done, signal }: Asking): Promise<Tokens> {
  const { as, clientId, scope, extra = {} } = server;
  await using loopback = await openLoopback(port);
  const { redirectUri } = loopback;
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const address = new URL(as.authorization_endpoint ?? as.issuer);
  const parameters = {
    ...extra,
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) address.searchParams.set(name, value);
  show(address.href, redirectUri);
  let tokens: Tokens | null = null;
  await loopback.returned(async (returned) => {
    try {
      const client = { client_id: clientId };
      // One server was asked, so which one answers needs no telling; vendors without metadata have no name to compare.
      if (as.authorization_response_iss_parameter_supported !== true) returned.searchParams.delete('iss');
      const given = oauth.validateAuthResponse(as, client, returned, state);
      const options = requestOptions(server, signal);
      const answer = await oauth.authorizationCodeGrantRequest(
        as,
        client,
        authOf(server),
        given,
        redirectUri,
        verifier,
        options,
      );
      tokens = tokensOf(await oauth.processAuthorizationCodeResponse(as, client, answer));
      return done;
    } catch (thrown) {
      throw inWords(thrown);
    }
  }, signal);
  if (tokens === null) throw new Error('the sign-in ended without an answer');
  return tokens;
}
