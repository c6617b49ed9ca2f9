import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATASETS } from '../../../lib/datasets.ts';
import { bytesOfFigures, decodeFigures, encodeFigures, figuresText } from '../../../lib/ledger/figures.ts';

const count = fc.option(
  fc.oneof(fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
  // Half of them are unknown: that takes the most against what is reckoned.
  { freq: 1 },
);
const all = Object.values(DATASETS).flatMap((datasets) => Object.values(datasets));

const kept = fc.constantFrom(...all).chain((dataset) =>
  fc.record({
    dataset: fc.constant(dataset),
    figures: fc.record({
      unit: dataset.unit === null ? fc.option(fc.string({ unit: 'binary' })) : fc.constant(dataset.unit),
      entitled: count,
      consumed: count,
      exceeded: count,
      reported: fc
        .subarray([...dataset.reported])
        .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, count])))),
    }),
  }),
);

test('figures come back as they were, in no more bytes than were reckoned with', () => {
  fc.assert(
    fc.property(kept, ({ dataset, figures }) => {
      const text = figuresText(dataset, figures);
      expect(text).toBe(JSON.stringify(encodeFigures(dataset, figures)));
      expect(decodeFigures(dataset, JSON.parse(text) as ReturnType<typeof encodeFigures>)).toEqual(figures);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytesOfFigures(dataset, figures));
    }),
    { numRuns: 1000 },
  );
});

const seats = { unit: 'seat', entitled: 50, consumed: 54, exceeded: 4 };
const reported = { memberCount: 54, licenseCount: 50, quantity: null, usageCount: null };

test('what follows from the numbers of the vendor is not kept beside them', () => {
  const options = DATASETS['line-works']['option-product-usages'];
  const list = options && encodeFigures(options, { ...seats, reported });
  expect(list).toEqual([54, 50]);
});

test('what does not follow from the numbers of the vendor is kept as it is', () => {
  const monthly = { ...seats, entitled: null, exceeded: null, reported };
  const options = DATASETS['line-works']['option-product-usages'];
  expect(options && encodeFigures(options, monthly)).toEqual([[null, 54, null], 54, 50]);
});

test('the figure of seats over that the vendor gives counts where it is the larger one', () => {
  const license = DATASETS['trend-micro']['vendor-license'];
  const numbers = { seat_purchase: 50, seat_in_use: 54, seat_count_exceed: 9 };
  const figures = { ...seats, exceeded: 9, reported: numbers };
  const list = license && encodeFigures(license, figures);
  expect(list).toEqual([50, 54, 9]);
  expect(license && list && decodeFigures(license, list)).toEqual(figures);
});
