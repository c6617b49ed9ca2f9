/** `doctor`: what is wrong, in words. */
import { PROVIDER_IDS } from '../../lib/usage.ts';
import type { Command } from './command.ts';
import { PLACE_OPTIONS } from './place.ts';

export const doctor: Command = {
  name: 'doctor',
  operands: '[provider...]',
  summary: 'says what is wrong, at home and at each vendor',
  help: `[provider...] is one or more of ${PROVIDER_IDS.join(', ')}; without it all of them.

It asks Seatwatch how old its data is, looks at each secret, signs in at each vendor as a collector does and reads a
little of everything. A new refresh token is stored as collectors store it. No secret is shown.
It ends with 3 when something is wrong; ?? marks what somebody should know and is no reason for that.`,
  options: PLACE_OPTIONS,
  run: async (given) => (await import('./doctor/visit.ts')).visit(given),
};
