/** Which Seatwatch a command is about: the one on this machine, another address, or a deployed stack. */
import { Option } from 'commander';
import { type Api, openApi, type Place } from './api.ts';
import { type Given, textOf, UsageError } from './command.ts';
import { checkStackOptions, STACK_OPTIONS } from './stack-options.ts';

export const PLACE_OPTIONS: readonly Option[] = [
  new Option('--url <address>', 'where Seatwatch answers (default: http://localhost:4280, its port is PORT)'),
  ...STACK_OPTIONS,
];

const ON_THIS_MACHINE = 'Is it running? "npm start" starts it; --url or PORT says where else it is.';

export async function apiOf(given: Given): Promise<Api> {
  const { options, env } = given;
  checkStackOptions(options);
  const url = textOf(given, 'url');
  if (options['stack'] !== undefined && url !== undefined) throw new UsageError('--url or --stack, not both');
  if (options['stack'] === undefined)
    return openApi(placeAt(addressOf(url ?? `http://localhost:${env['PORT'] || '4280'}`), given));
  const { findStack } = await import('./stack.ts');
  return openApi(deployedAt((await findStack(options)).address, given));
}

const placeAt = (address: string, given: Given): Place =>
  isLoopback(address) ? { address, token: async () => null, advice: ON_THIS_MACHINE } : deployedAt(address, given);

const deployedAt = (address: string, { env }: Given): Place => ({
  address,
  token: async () => env['SEATWATCH_TOKEN'] || (await import('./sign-in/kept-tokens.ts')).tokenFor(address, env),
  advice: '"sign-in" gets one, or SEATWATCH_TOKEN holds it.',
});

const isLoopback = (address: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(new URL(address).hostname);

function addressOf(text: string): string {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.search !== '') {
    throw new UsageError(`--url: ${text.replace(/\/\/.*@/, '//…@')} is no address such as http://localhost:4280`);
  }
  const address = url.origin + url.pathname.replace(/\/+$/, '');
  // A token must not travel where others can read it.
  if (url.protocol === 'http:' && !isLoopback(address))
    throw new UsageError('--url: must be https, but on this machine');
  return address;
}
