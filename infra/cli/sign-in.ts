/** `sign-in`: a person's access token for a deployed API. */
import type { Command } from './command.ts';
import { CONSENT_OPTIONS } from './consent/options.ts';
import { PLACE_OPTIONS } from './place.ts';

export const signIn: Command = {
  name: 'sign-in',
  operands: '',
  summary: 'signs in at a deployed API',
  help: `The address of the API's issuer is printed, to be opened in a browser, which comes back to
http://localhost:8400/. The access token is kept in SEATWATCH_HOME (.seatwatch), where only you can read it, until it
ends. Programs bring their own in SEATWATCH_TOKEN. On this machine nobody has to sign in.`,
  options: [...CONSENT_OPTIONS, ...PLACE_OPTIONS],
  run: async (given) => (await import('./sign-in/run.ts')).signIn(given),
};
