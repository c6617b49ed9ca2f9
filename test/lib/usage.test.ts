import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exceededSeats } from '../../lib/usage.ts';

const seats = fc.nat(1_000_000);
const maybe = fc.option(seats, { nil: null });

test('seats over are what is used beyond what is held', () => {
  expect(exceededSeats('seats', 100, 104)).toBe(4);
  expect(exceededSeats('seats', 0, 3)).toBe(3);
  expect(exceededSeats('seats', 100, 100)).toBe(0);
  expect(exceededSeats('seats', 177, 18)).toBe(0);
});

test("the vendor's own figure counts where it is larger, even while fewer are used than held", () => {
  expect(exceededSeats('seats', 177, 160, 3)).toBe(3);
  expect(exceededSeats('seats', 177, 181, 3)).toBe(4);
  expect(exceededSeats('seats', 177, 181, 0)).toBe(4);
});

test('nothing is known when the vendor gives no figure and one side is missing', () => {
  expect(exceededSeats('seats', null, 5)).toBeNull();
  expect(exceededSeats('seats', 5, null)).toBeNull();
  expect(exceededSeats('seats', null, null)).toBeNull();
  expect(exceededSeats('seats', null, null, 0)).toBe(0);
  expect(exceededSeats('seats', null, 5, 2)).toBe(2);
});

test('activity and metered quantities are never over', () => {
  fc.assert(
    fc.property(fc.constantFrom('activity', 'metered'), maybe, maybe, maybe, (measure, held, used, byVendor) => {
      expect(exceededSeats(measure, held, used, byVendor)).toBeNull();
    }),
  );
});

test('it is null exactly when nobody can tell, and otherwise no smaller than either figure nor than zero', () => {
  fc.assert(
    fc.property(maybe, maybe, maybe, (held, used, byVendor) => {
      const over = exceededSeats('seats', held, used, byVendor);
      const untold = byVendor === null && (held === null || used === null);
      expect(over === null).toBe(untold);
      if (over === null) return;
      const figures = [0, byVendor ?? 0, held === null || used === null ? 0 : used - held];
      expect(over).toBe(Math.max(...figures));
    }),
  );
});
