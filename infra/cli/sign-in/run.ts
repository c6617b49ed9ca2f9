/** What `sign-in` does: a person's access token for a deployed API, from the issuer that the API names. */
import * as oauth from 'oauth4webapi';
import { CommandError, EXIT, type Exit, type Given, textOf } from '../command.ts';
import { signInByCode } from '../consent/by-code.ts';
import { inWords, requestOptions } from '../consent/tokens.ts';
import { untilAnswered } from '../consent/patience.ts';
import { apiOf } from '../place.ts';
import { keepToken } from './kept-tokens.ts';

interface Config {
  readonly issuer?: unknown;
  readonly clientId?: unknown;
  readonly scopes?: unknown;
}

/** The issuers of access tokens mostly say how long they live; this is safe when one does not. */
const SHORT_LIFE_SECONDS = 300;

export async function signIn(given: Given): Promise<Exit> {
  const { out, env } = given;
  const api = await apiOf(given);
  const { issuer, clientId, scopes } = await api.get<Config>('/config.json');
  if (typeof issuer !== 'string') {
    out.tell(`${api.address} asks nobody to sign in.`, { address: api.address, needed: false });
    return EXIT.done;
  }
  if (typeof clientId !== 'string') {
    const told = `${api.address} names no client with which people sign in: put a token of ${issuer} into SEATWATCH_TOKEN.`;
    throw new CommandError('NOT_ALLOWED', told);
  }
  using patience = untilAnswered(Number(textOf(given, 'timeout') ?? '600'));
  const { signal } = patience;
  try {
    const as = await discovered(issuer, signal);
    const scope = ['openid', ...(Array.isArray(scopes) ? scopes.map(String) : [])].join(' ');
    const tokens = await signInByCode(
      { as, clientId, clientSecret: null, scope },
      {
        port: Number(textOf(given, 'port') ?? '8400'),
        show: (address, redirectUri) =>
          out.urge(`Open this address (the issuer's client must know ${redirectUri}):\n\n${address}\n`),
        done: 'Signed in. This window can be closed.',
        signal,
      },
    );
    const endsAt = new Date(Date.now() + (tokens.expiresIn ?? SHORT_LIFE_SECONDS) * 1000);
    await keepToken(api.address, tokens.accessToken, endsAt, env);
    const told = `Signed in at ${api.address} until ${endsAt.toISOString().slice(0, 16).replace('T', ' ')}Z.`;
    out.tell(told, { address: api.address, endsAt: endsAt.toISOString() });
    return EXIT.done;
  } catch (thrown) {
    throw signal.aborted ? signal.reason : thrown;
  }
}

async function discovered(issuer: string, signal: AbortSignal): Promise<oauth.AuthorizationServer> {
  try {
    const address = new URL(issuer);
    const options = requestOptions({ as: { issuer } }, signal);
    return await oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, options));
  } catch (thrown) {
    throw inWords(thrown);
  }
}
