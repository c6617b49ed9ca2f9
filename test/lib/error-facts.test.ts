import { expect, test } from 'vitest';
import { errorFacts } from '../../lib/error-facts.ts';
import { SeatwatchError } from '../../lib/errors.ts';

test('our own error is told with its words and its code, and where in the code it was', () => {
  const facts = errorFacts(new SeatwatchError('THROTTLED', 'asked\n    at nowhere too often'));
  expect(facts).toMatchObject({
    name: 'SeatwatchError',
    code: 'THROTTLED',
    message: 'asked\n    at nowhere too often',
  });
  // Words that look like a place are none.
  expect(facts.stack?.[0]).toContain('error-facts.test.ts');
});

test('of a strange error only its class and place are told, whether it says something or nothing', () => {
  for (const message of ['the token is abc', '']) {
    const facts = errorFacts(new TypeError(message));
    expect(facts.name).toBe('TypeError');
    expect(facts.message).toBeUndefined();
    expect(facts.stack?.[0]).toContain('error-facts.test.ts');
  }
});

test('an error whose stack does not hold its words is told by its frames', () => {
  const error = new Error('the token is abc');
  error.stack = 'Error: something else\n    at here (a.ts:1:1)';
  expect(errorFacts(error).stack).toEqual(['at here (a.ts:1:1)']);
});

test('causes are told four deep, and what is no error by its type', () => {
  let error: unknown = 'the token is abc';
  for (let depth = 0; depth < 7; depth++) error = new Error('x', { cause: error });
  const names: string[] = [];
  for (let facts = errorFacts(error); ; ) {
    names.push(facts.name);
    if (!facts.cause) break;
    facts = facts.cause;
  }
  expect(names).toHaveLength(5);
  expect(errorFacts('the token is abc')).toEqual({ name: 'string' });
});
