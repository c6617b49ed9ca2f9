import { SeatwatchError } from '../lib/errors.ts';

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new SeatwatchError('CONFIG_INVALID', `the environment variable ${name} is not set`);
  return value;
}
