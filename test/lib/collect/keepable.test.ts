import { expect, test } from 'vitest';
import { isKeyable, unkeepable } from '../../../lib/collect/keepable.ts';
import type { Reading } from '../../../lib/provider.ts';

const row = (change: Partial<Reading> = {}): Reading => ({
  customerId: 'c',
  customerName: null,
  productId: 'p',
  productName: null,
  period: '2026-11-20',
  labels: { plan: 'ANNUAL_2', status: null },
  unit: 'seat',
  entitled: 1,
  consumed: 1,
  exceeded: null,
  reported: {},
  ...change,
});

test('rows as vendors send them can be kept', () => {
  expect(unkeepable(row())).toBeNull();
  expect(unkeepable(row({ labels: { plan: '한'.repeat(4096) } }))).toBeNull();
});

test.each([
  ['customerId', row({ customerId: 'x'.repeat(513) })],
  ['productId', row({ productId: 'x'.repeat(513) })],
  ['plan', row({ labels: { plan: 'x'.repeat(4097) } })],
])('a text too long is told of by its field: %s', (field, reading) => {
  expect(unkeepable(reading)).toEqual({ field, problem: 'is longer than the ledger keeps' });
});

test('half a character is no text', () => {
  expect(unkeepable(row({ labels: { plan: 'ANNUAL \ud83d' } }))).toEqual({
    field: 'plan',
    problem: 'is no Unicode text',
  });
  expect(isKeyable('\ud83d')).toBe(false);
  const halved = row({ customerId: 'c\ud83d' });
  expect(unkeepable(halved)).toEqual({ field: 'customerId', problem: 'is no Unicode text' });
});

test('an id does not hold the character that ends all ranges', () => {
  expect(isKeyable('\u{10FFFE}')).toBe(true);
  expect(isKeyable('a\u{10FFFF}')).toBe(false);
});

test('an id is as long as its bytes in a key', () => {
  expect(isKeyable('#'.repeat(170))).toBe(true);
  expect(isKeyable('x'.repeat(512))).toBe(true);
  expect(isKeyable('#'.repeat(171))).toBe(false);
  expect(isKeyable('한'.repeat(171))).toBe(false);
});
