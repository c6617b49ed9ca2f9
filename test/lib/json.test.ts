import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject, parseJson } from '../../lib/json.ts';

test('whole numbers too large for a double keep every digit, as text', () => {
  expect(parseJson('{"id":1234567890123456789,"list":[-9007199254740993,9007199254740992]}')).toEqual({
    id: '1234567890123456789',
    list: ['-9007199254740993', '9007199254740992'],
  });
});

test('all other numbers stay numbers', () => {
  const text = '[0,-0,9007199254740991,-9007199254740991,1.5,1e3,1e300,0.1,9007199254740993.5]';
  expect(parseJson(text)).toEqual(JSON.parse(text));
  expect(parseJson('1e400')).toBe(Number.POSITIVE_INFINITY);
});

test('a quantity stays a number however large, its neighbours do not', () => {
  expect(parseJson('{"amount":9007199254740993,"id":9007199254740993}', new Set(['amount']))).toEqual({
    amount: 9_007_199_254_740_992,
    id: '9007199254740993',
  });
});

test('large quantities under the names given stay numbers, wherever they stand', () => {
  const text = '{"usageQuantity":12345678901234567890,"list":[{"usageQuantity":1e20,"id":12345678901234567890}]}';
  expect(parseJson(text, new Set(['usageQuantity']))).toEqual({
    usageQuantity: Number('12345678901234567890'),
    list: [{ usageQuantity: 1e20, id: '12345678901234567890' }],
  });
});

test('any whole number is told by its own digits', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (whole) => {
      expect(String(parseJson(String(whole)))).toBe(String(whole));
    }),
  );
});

test('they are found wherever they stand, however the text is laid out', () => {
  const large = fc.bigInt({ min: 2n ** 53n, max: 10n ** 20n });
  fc.assert(
    fc.property(large, fc.constantFrom('', ' ', '\n  ', '\r\n\t'), (whole, gap) => {
      const text = `${gap}{"a":${gap}${whole},${gap}"b":${gap}[${gap}${whole},${gap}-${whole}${gap}]${gap}}`;
      expect(parseJson(text)).toEqual({ a: String(whole), b: [String(whole), String(-whole)] });
      expect(parseJson(`${gap}${whole}`)).toBe(String(whole));
    }),
  );
});

const withoutLargeNumbers = (_key: string, value: unknown): unknown =>
  Number.isInteger(value) && !Number.isSafeInteger(value) ? 0 : value;

test('everything else is what JSON.parse makes of it', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const text = JSON.stringify(JSON.parse(json, withoutLargeNumbers));
      expect(parseJson(text)).toEqual(JSON.parse(text));
    }),
  );
});

test('digits inside of text and of fractions are left alone', () => {
  const text = String.raw`{"a\"1234567890123456789":"x,1234567890123456789,\\","b":[0.1234567890123456789,1e-1234567890123456],"c":"1234567890123456789"}`;
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test('a name written with escapes is still the name of a quantity', () => {
  const quantity = String.raw`{"\u0061mount" : 9007199254740993 , "id":9007199254740993}`;
  expect(parseJson(quantity, new Set(['amount']))).toEqual({ amount: 9_007_199_254_740_992, id: '9007199254740993' });
});

test('a text of many megabytes and one that is cut short cost no more than their length', () => {
  const long = JSON.stringify({ text: '\\"'.repeat(1_000_000), id: 1 }).replace('"id":1', '"id":1234567890123456789');
  expect(parseJson(long)).toMatchObject({ id: '1234567890123456789' });
  expect(() => parseJson(long.slice(0, 1_500_000))).toThrow(SyntaxError);
});

test.each([
  '[0012345678901234567890]',
  '[12345678901234567890x]',
  '{12345678901234567890:1}',
  '[1 12345678901234567890]',
])('%s stays no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test.each(['', '{', '{"rows":[', 'nothing', "{'a':1}", '[1,]', '\uFEFF{}'])('%j is no JSON', (text) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
});

test('an object is told from lists, null and plain values', () => {
  expect([{}, { a: 1 }].map(isObject)).toEqual([true, true]);
  expect([[], null, undefined, 'text', 1, true].map(isObject)).toEqual([false, false, false, false, false, false]);
});
