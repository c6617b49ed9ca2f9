import { SeatwatchError } from '../../lib/errors.ts';

/** The SeatwatchError that this ends in; anything else fails the test. */
export async function thrownBy(work: Promise<unknown>): Promise<SeatwatchError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SeatwatchError) return error;
    throw error;
  }
  throw new Error('it did not throw');
}
