import { SeatwatchError } from '../../lib/errors.ts';

export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new SeatwatchError('CONFIG_INVALID', `the environment variable ${name} is not set`);
  return value;
}

/** `SEATWATCH_HISTORY`: months (LINE WORKS, NAVER Cloud) or days (Trend Micro) of history to keep complete; null = the default. */
export function historyDepth(): number | null {
  const value = process.env['SEATWATCH_HISTORY'];
  if (value === undefined || value === '') return null;
  const depth = Number(value);
  if (!Number.isInteger(depth) || depth < 1 || depth > 3660) {
    throw new SeatwatchError('CONFIG_INVALID', 'SEATWATCH_HISTORY must be a whole number from 1 to 3660');
  }
  return depth;
}
