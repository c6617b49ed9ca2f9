/** What every sign-in of a person can be told. */
import { InvalidArgumentError, Option } from 'commander';

const whole = (most: number) => (text: string) => {
  if (/^[1-9]\d{0,5}$/.test(text) && Number(text) <= most) return text;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
};

export const CONSENT_OPTIONS: readonly Option[] = [
  new Option('--port <number>', 'where the browser comes back to (default: 8400)').argParser(whole(65_535)),
  new Option('--timeout <seconds>', 'how long to wait for the person (default: 600)').argParser(whole(86_400)),
];
