/** `connect`: the one-time consent of a person at a vendor that wants one. */
import { InvalidArgumentError, Option } from 'commander';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import type { Command } from './command.ts';
import { STACK_OPTIONS } from './stack-options.ts';

const whole = (least: number, most: number) => (text: string) => {
  if (/^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most) return text;
  throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
};

export const connect: Command = {
  name: 'connect',
  operands: '<provider>',
  summary: 'walks through the consent that a vendor wants, and stores its refresh token',
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
    new Option('--port <number>', 'where the browser comes back to (default: 8400)').argParser(whole(1, 65_535)),
    new Option('--timeout <seconds>', 'how long to wait for the person (default: 600)').argParser(whole(1, 86_400)),
    ...STACK_OPTIONS,
  ],
  run: async (given) => (await import('./connect/run.ts')).connect(given),
};
