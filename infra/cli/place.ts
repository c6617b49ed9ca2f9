/** Which Seatwatch a command is about: the one on this machine, another address, or a deployed stack. */
import { Option } from 'commander';
import { type Api, openApi } from './api.ts';
import { type Given, textOf, UsageError } from './command.ts';

export const PLACE_OPTIONS: readonly Option[] = [
  new Option('--url <address>', 'where Seatwatch answers (default: http://localhost:4280, its port is PORT)'),
];

const ON_THIS_MACHINE = 'Is it running? "npm start" starts it; --url or PORT says where else it is.';

export function apiOf(given: Given): Api {
  const token = given.env['SEATWATCH_TOKEN'] || null;
  const address = addressOf(textOf(given, 'url') ?? `http://localhost:${given.env['PORT'] || '4280'}`);
  return openApi({
    address,
    token: async () => (isLoopback(address) ? null : token),
    advice: isLoopback(address) ? ON_THIS_MACHINE : 'SEATWATCH_TOKEN holds the token.',
  });
}

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
