import { expect, test } from 'vitest';
import { asSeatwatchError, SeatwatchError } from '../../lib/errors.ts';

test('an error of the product stays what it is', () => {
  const error = new SeatwatchError('THROTTLED', 'too many calls');
  expect(asSeatwatchError(error)).toBe(error);
});

test.each([
  [new TypeError('secret'), 'unexpected TypeError; the log holds the stack'],
  ['secret', 'unexpected string; the log holds the stack'],
  [undefined, 'unexpected undefined; the log holds the stack'],
])('anything else that is thrown is unexpected, keeps its cause and does not tell it: %s', (thrown, message) => {
  const error = asSeatwatchError(thrown);
  expect(error).toMatchObject({ code: 'UNEXPECTED', message, gone: false, stop: false });
  expect(error.cause).toBe(thrown);
});
