/** `secrets put`: credentials of a vendor, checked before they replace what is stored. */
import { PROVIDER_IDS } from '../../lib/usage.ts';
import type { Command } from './command.ts';
import { STACK_OPTIONS } from './stack-options.ts';

export const secretsPut: Command = {
  name: 'secrets put',
  operands: '<provider> <file>',
  summary: 'checks a vendor’s credentials, and stores them',
  help: `<provider> is ${PROVIDER_IDS.join(', ')}.
<file> holds the JSON that README.md shows for it; - reads it from standard input.

Nothing is stored unless every account in it is as it must be. Without --stack it becomes
secrets/<provider>.json (SEATWATCH_SECRETS names another folder), which only you can read;
with it the value of seatwatch/<provider> in Secrets Manager.`,
  options: STACK_OPTIONS,
  run: async (given) => (await import('./put-secret.ts')).putSecret(given),
};
