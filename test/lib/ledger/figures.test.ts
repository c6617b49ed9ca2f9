import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATASETS } from '../../../lib/datasets.ts';
import { bytesOfFigures, decodeFigures, encodeFigures } from '../../../lib/ledger/figures.ts';

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
      const text = JSON.stringify(encodeFigures(dataset, figures));
      expect(decodeFigures(dataset, JSON.parse(text) as ReturnType<typeof encodeFigures>)).toEqual(figures);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytesOfFigures(dataset, figures));
    }),
    { numRuns: 1000 },
  );
});
