/** A person signs in on another device, with a code that is shown here (RFC 8628). */
import { setTimeout as pause } from 'node:timers/promises';
import * as oauth from 'oauth4webapi';
import { authOf, inWords, requestOptions, type SignInServer, type Tokens, tokensOf } from './tokens.ts';

export async function signInByDevice(
  server: SignInServer,
  show: (address: string, code: string) => void,
  signal: AbortSignal,
): Promise<Tokens> {
  const { as, clientId, scope } = server;
  const client = { client_id: clientId };
  const options = requestOptions(server, signal);
  try {
    const begun = await oauth.deviceAuthorizationRequest(as, client, authOf(server), { scope }, options);
    const device = await oauth.processDeviceAuthorizationResponse(as, client, begun);
    show(device.verification_uri, device.user_code);
    for (let seconds = device.interval ?? 5; ; ) {
      await pause(seconds * 1000, undefined, { signal });
      const answer = await oauth.deviceCodeGrantRequest(as, client, authOf(server), device.device_code, options);
      try {
        return tokensOf(await oauth.processDeviceCodeResponse(as, client, answer));
      } catch (thrown) {
        const error = thrown instanceof oauth.ResponseBodyError ? thrown.error : null;
        if (error === 'slow_down') seconds += 5;
        else if (error !== 'authorization_pending') throw thrown;
      }
    }
  } catch (thrown) {
    // Nobody waits any more: who stopped it says so.
    throw signal.aborted ? signal.reason : inWords(thrown);
  }
}
