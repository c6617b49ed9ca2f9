import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withField } from '../../../lib/secrets/splice.ts';

const put = (text: string, index: number | null = null): string => withField(text, index, 'refreshToken', 'new');

describe('one field is replaced', () => {
  test('and everything else stays as it was typed', () => {
    const text = '\uFEFF{\n  "b": 1.50,\t"2": [ 1e3 ],\n  "refreshToken" : "old",\n  "1": 12345678901234567890\n}\n';
    expect(put(text)).toBe(text.replace('"old"', '"new"'));
  });

  test('in the entry of the list that is meant', () => {
    const text = '[{"refreshToken":"a"}, {"refreshToken":"b"},{"x":[1,2,{}], "refreshToken":"c"}]';
    expect(put(text, 0)).toBe(text.replace('"a"', '"new"'));
    expect(put(text, 1)).toBe(text.replace('"b"', '"new"'));
    expect(put(text, 2)).toBe(text.replace('"c"', '"new"'));
  });

  test('and not one of the same name deeper down, nor a text that looks like it', () => {
    const text = String.raw`{"old":{"refreshToken":"deep"},"note":"\"refreshToken\":\"x\"","refreshToken":"old"}`;
    expect(put(text)).toBe(text.replace('"old"}', '"new"}'));
  });

  test('the last one, where a name comes twice: the one that readers see', () => {
    expect(put('{"refreshToken":"a","refreshToken":"b"}')).toBe('{"refreshToken":"a","refreshToken":"new"}');
  });

  test('under a name that is spelled with escapes', () => {
    expect(put(String.raw`{"refresh\u0054oken":"old"}`)).toBe(String.raw`{"refresh\u0054oken":"new"}`);
  });

  test('by a value that needs escapes itself', () => {
    const token = 'a"b\\c\n€ $& $1';
    expect(JSON.parse(withField('{"refreshToken":"old"}', null, 'refreshToken', token))).toEqual({
      refreshToken: token,
    });
  });
});

test.each([
  ['{"other":"x"}', null],
  ['{"refreshToken":7}', null],
  ['{"refreshToken":{"refreshToken":"x"}}', null],
  ['[{"refreshToken":"x"}]', null],
  ['[{"refreshToken":"x"}]', 1],
  ['[["refreshToken","x"]]', 0],
])('%s has no such text at %j', (text, index) => {
  expect(() => put(text, index)).toThrow(RangeError);
});

test('whatever else the secret holds, it is read afterwards as before but for the token', () => {
  const account = fc.record({ before: fc.jsonValue(), refreshToken: fc.string(), after: fc.jsonValue() });
  const accounts = fc.array(account, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(accounts, fc.nat(3), fc.string(), fc.constantFrom(0, 2), (list, pick, token, indent) => {
      const index = pick % list.length;
      const text = JSON.stringify(list, null, indent);
      const expected = list.map((one, at) => (at === index ? { ...one, refreshToken: token } : one));
      expect(withField(text, index, 'refreshToken', token)).toBe(JSON.stringify(expected, null, indent));
    }),
  );
});
