import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { DATASETS } from '../../lib/datasets.ts';
import { seriesKey } from '../../lib/series.ts';
import type { Labels } from '../../lib/usage.ts';

const datasets = Object.values(DATASETS['partner-center']);
const value = fc.option(fc.constantFrom('', 'EXO', 'o365', 'reseller'));
const labels = fc.record({ workloadCode: value, serviceCode: value, channel: value });
const products = fc.array(fc.constantFrom('', '-', '1:a', 'P1', 'P2'), { minLength: 1, maxLength: 4 });

test('the key of a series says the same whether its labels are one with those of other rows or made anew', () => {
  fc.assert(
    fc.property(fc.array(labels, { minLength: 1, maxLength: 20 }), products, (shared, ids) => {
      const keys = (of: (one: Labels) => Labels): string[] =>
        // Twice, for labels are known by themselves from their second row on.
        [...shared, ...shared].flatMap((one) =>
          datasets.flatMap((dataset) => ids.map((id) => seriesKey(dataset, id, of(one)))),
        );
      expect(keys((one) => one)).toEqual(keys((one) => ({ ...one })));
    }),
  );
});

test('series that differ in nothing but one key label, or the product, have keys of their own', () => {
  const [usage] = datasets;
  const row = { workloadCode: 'EXO', serviceCode: 'o365', channel: null };
  const others = [{ ...row, workloadCode: 'SPO' }, { ...row, channel: '' }, { ...row, channel: '-' }, row];
  const keys = usage ? [seriesKey(usage, 'P2', row), ...others.map((one) => seriesKey(usage, 'P1', one))] : [];
  expect(new Set(keys).size).toBe(5);
});
