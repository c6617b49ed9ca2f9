import { expect, test } from 'vitest';
import { retryAfterMs } from '../../../lib/http.ts';

const now = new Date('2026-11-21T12:00:00Z');
const after = (value: string): number | undefined => retryAfterMs({ 'retry-after': value }, now);

test('seconds, whole or not, are waited for', () => {
  expect(after('57')).toBe(57_000);
  expect(after(' 0 ')).toBe(0);
  expect(after('1.5')).toBe(1500);
});

test('a date is waited for in each of the three forms of HTTP, as UTC on every machine', () => {
  expect(after('Sat, 21 Nov 2026 12:00:30 GMT')).toBe(30_000);
  expect(after('Saturday, 21-Nov-26 12:00:30 GMT')).toBe(30_000);
  expect(after('Sat Nov 21 12:00:30 2026')).toBe(30_000);
});

test('a date in the past is no wait', () => {
  expect(after('Sat, 21 Nov 2026 11:00:00 GMT')).toBe(0);
});

test.each(['', 'soon', '-5', '1 minute', 'Sat, never', '2026-11-21'])('"%s" says nothing usable', (value) => {
  expect(after(value)).toBeUndefined();
});

test('a number beyond all bounds is longer than any run', () => {
  expect(after('2'.repeat(400))).toBe(Number.POSITIVE_INFINITY);
});

test('without the header there is nothing to wait for', () => {
  expect(retryAfterMs({}, now)).toBeUndefined();
});
