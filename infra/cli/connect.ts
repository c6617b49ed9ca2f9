/** `connect`: the one-time consent of a person at a vendor that wants one. */
import { Option } from 'commander';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import type { Command } from './command.ts';
import { CONSENT_OPTIONS } from './consent/options.ts';
import { STACK_OPTIONS } from './stack-options.ts';

export const connect: Command = {
  name: 'connect',
  operands: '<provider>',
  summary: 'gets the consent that a vendor wants',
  help: `<provider> is one of ${PROVIDER_IDS.join(', ')}. Partner Center and LINE WORKS want a person to
sign in once; for the others it tells where their keys are.

What the secret does not hold yet is asked for: the client secret is not shown while it is typed, and can come over
standard input. Then the address to open is printed; the browser comes back to http://localhost:8400/, which must be
registered with the app as a redirect address. Other fields and other accounts stay as they are. Without --stack it is
stored in secrets/<provider>.json, which only you can read.`,
  options: [
    new Option('--account <name>', 'which account of the secret (default: default)'),
    new Option('--tenant-id <id>', 'partner-center: directory (tenant) id'),
    new Option('--client-id <id>', 'id of the app'),
    new Option('--device', 'sign in on another device, with a code (partner-center)'),
    ...CONSENT_OPTIONS,
    ...STACK_OPTIONS,
  ],
  run: async (given) => (await import('./connect/run.ts')).connect(given),
};
