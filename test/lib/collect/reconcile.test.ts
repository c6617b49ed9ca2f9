import { describe, expect, test } from 'vitest';
import { type Reading, reconcile } from '../../../lib/collect/reconcile.ts';
import { datasetOf } from '../../../lib/datasets.ts';
import type { Cell, Correction, PeriodContent } from '../../../lib/ledger/period.ts';
import type { Figures } from '../../../lib/usage.ts';

const dataset = datasetOf('line-works', 'usages');

const figures = (consumed: number): Figures => ({
  unit: 'seat',
  entitled: 10,
  consumed,
  exceeded: Math.max(0, consumed - 10),
  reported: { memberCount: consumed, licenseCount: 10 },
});

const cell = (consumed: number | null, corrections: readonly Correction[] = []): Cell => ({
  figures: consumed === null ? null : figures(consumed),
  observedAt: 100,
  corrections,
});

const correction: Correction = { before: figures(1), after: figures(2), observedAt: 50, correctedAt: 90 };

const stored = (cells: Record<string, Cell>, more: Partial<PeriodContent> = {}): PeriodContent => ({
  period: '2026-11-20',
  cells: new Map(Object.entries(cells)),
  readAt: 100,
  version: 3,
  chunks: 2,
  partial: [],
  ...more,
});

const read = (consumed: Record<string, number>, more: Partial<Reading> = {}): Reading => ({
  period: '2026-11-20',
  cells: new Map(Object.entries(consumed).map(([series, count]) => [series, figures(count)])),
  at: 200,
  complete: true,
  concerned: false,
  waveOf: (series) => series.slice(0, 1),
  settled: true,
  touch: false,
  ...more,
});

const outcome = (before: PeriodContent | null, reading: Reading) => {
  const { content, changed, unchanged, withdrawn } = reconcile(dataset, before, reading);
  return { counts: [changed, unchanged, withdrawn], content, cells: Object.fromEntries(content?.cells ?? []) };
};

describe('a period read for the first time', () => {
  test('is stored, also when there was nothing', () => {
    expect(outcome(null, read({ a: 5 }))).toEqual({
      counts: [1, 0, 0],
      content: stored({ a: { ...cell(5), observedAt: 200 } }, { readAt: 200, version: 0, chunks: 1 }),
      cells: { a: { figures: figures(5), observedAt: 200, corrections: [] } },
    });
    expect(outcome(null, read({})).content?.cells.size).toBe(0);
  });
});

describe('a period read again', () => {
  test('with the same writes nothing, unless its last attempt had failed', () => {
    const before = stored({ a: cell(5) });
    expect(outcome(before, read({ a: 5 }))).toEqual({ counts: [0, 1, 0], content: null, cells: {} });
    const touched = outcome(before, read({ a: 5 }, { touch: true }));
    expect(touched).toMatchObject({ counts: [0, 1, 0], content: { readAt: 200, version: 4, chunks: 2 } });
    expect(touched.cells).toEqual({ a: cell(5) });
  });

  test('with another value has a correction once it was settled, and a new value before', () => {
    const before = stored({ a: cell(5, [correction]), b: cell(1) });
    const settled = outcome(before, read({ a: 7, b: 1 }));
    expect(settled.counts).toEqual([1, 1, 0]);
    const told = { before: figures(5), after: figures(7), observedAt: 100, correctedAt: 200 };
    expect(settled.cells).toEqual({
      a: { figures: figures(7), observedAt: 200, corrections: [correction, told] },
      b: cell(1),
    });
    const early = outcome(before, read({ a: 7, b: 1 }, { settled: false }));
    expect(early.cells['a']).toEqual({ figures: figures(7), observedAt: 200, corrections: [correction] });
  });

  test('with a further record has no correction', () => {
    expect(outcome(stored({ a: cell(5) }), read({ a: 5, b: 1 }))).toMatchObject({
      counts: [1, 1, 0],
      cells: { a: cell(5), b: { figures: figures(1), observedAt: 200, corrections: [] } },
    });
  });
});

describe('a record that a complete reply holds no more', () => {
  test('is withdrawn with a correction once it was settled', () => {
    const { counts, cells } = outcome(stored({ a: cell(5, [correction]), b: cell(1) }), read({ b: 1 }));
    expect(counts).toEqual([0, 1, 1]);
    const told = { before: figures(5), after: null, observedAt: 100, correctedAt: 200 };
    expect(cells['a']).toEqual({ figures: null, observedAt: 100, corrections: [correction, told] });
  });

  test('is removed before, and keeps the corrections that it has', () => {
    const before = stored({ a: cell(5), b: cell(1, [correction]) });
    const { counts, cells } = outcome(before, read({}, { settled: false }));
    expect(counts).toEqual([0, 0, 2]);
    expect(cells).toEqual({ b: cell(null, [correction]) });
  });

  test('is withdrawn once only, and comes back without a correction', () => {
    const before = stored({ a: cell(null, [correction]) });
    expect(outcome(before, read({}))).toEqual({ counts: [0, 0, 0], content: null, cells: {} });
    const back = outcome(before, read({ a: 5 }));
    expect(back).toMatchObject({ counts: [1, 0, 0] });
    expect(back.cells).toEqual({ a: { figures: figures(5), observedAt: 200, corrections: [correction] } });
  });

  test('stays when the reply may not hold everything', () => {
    expect(outcome(stored({ a: cell(5) }), read({}, { complete: false }))).toEqual({
      counts: [0, 0, 0],
      content: null,
      cells: {},
    });
  });
});

const partial = (before: PeriodContent | null, reading: Reading): readonly string[] | undefined =>
  outcome(before, reading).content?.partial;

describe('a wave', () => {
  const some = { complete: false, concerned: true };

  test('some of whose rows could not be understood is known in part', () => {
    expect(partial(null, read({ x1: 1, x2: 1, y1: 1 }, some))).toEqual(['x', 'y']);
    expect(partial(stored({}, { partial: ['z'] }), read({ x1: 1 }, some))).toEqual(['z', 'x']);
  });

  test('that was known whole stays so', () => {
    expect(partial(stored({ x1: cell(1) }), read({ x1: 2 }, some))).toEqual([]);
    expect(partial(stored({ x1: cell(null) }), read({ x1: 2 }, some))).toEqual(['x']);
  });

  test('is known whole once all its rows could be, and nothing is said of the others', () => {
    const before = stored({ x1: cell(1), y1: cell(1) }, { partial: ['x', 'y'] });
    expect(partial(before, read({ x1: 1 }, { complete: false }))).toEqual(['y']);
    expect(partial(before, read({ x1: 1, y1: 1 }, { complete: false }))).toEqual([]);
    expect(partial(before, read({ x1: 1, y1: 1 }))).toEqual([]);
    expect(outcome(before, read({}, { complete: false })).content).toBeNull();
  });
});
