import { describe, expect, test } from 'vitest';
import { mergedEntries } from '../../../lib/collect/merge-entries.ts';
import { type DirectoryEntry, newEntry, type Totals } from '../../../lib/ledger/directory.ts';

const base: DirectoryEntry = { ...newEntry('usages', 'c1', 'Acme', 'all'), version: 3 };
const totals = (series: number): Totals => ({ series, entitled: 5, consumed: 4, exceeded: 0, asOf: '2026-11-20' });

/** What becomes of one customer's entry when two runs changed it. */
const merged = (mine: Partial<DirectoryEntry>, theirs: Partial<DirectoryEntry>): DirectoryEntry =>
  mergedEntries(base, { ...base, ...mine }, { ...base, ...theirs, version: 4 });

describe('what two runs at once learned of a customer', () => {
  test('is kept of both where each changed something else', () => {
    const both = merged({ customerName: 'Borealis' }, { gone: '2026-11-20', over: '9' });
    expect(both).toMatchObject({ customerName: 'Borealis', gone: '2026-11-20', over: '9', version: 4 });
  });

  test('reaches as far as either of them has seen', () => {
    const older = { first: '2026-09-01', newest: '2026-10-31' };
    const newer = { first: '2026-11-01', newest: '2026-11-20' };
    expect(merged(older, newer)).toMatchObject({ first: '2026-09-01', newest: '2026-11-20' });
    expect(merged(newer, older)).toMatchObject({ first: '2026-09-01', newest: '2026-11-20' });
    expect(merged({ ...newer, first: null }, { ...older, newest: null })).toMatchObject({ first: '2026-09-01' });
  });

  test('has the totals of whoever saw the newest period', () => {
    const [old, fresh] = [
      { newest: '2026-10-31', totals: totals(1) },
      { newest: '2026-11-20', totals: totals(2) },
    ];
    expect(merged(old, fresh).totals?.series).toBe(2);
    expect(merged(fresh, old).totals?.series).toBe(2);
    expect(merged({ newest: null, totals: totals(1) }, { newest: null, totals: totals(2) }).totals?.series).toBe(1);
  });

  test('is what both have read, put together', () => {
    const mine = { read: [['2026-11-01', '2026-11-10'] as const] };
    const theirs = { read: [['2026-11-11', '2026-11-20'] as const, ['2026-12-01', '2026-12-01'] as const] };
    expect(merged(mine, theirs).read).toEqual([
      ['2026-11-01', '2026-11-20'],
      ['2026-12-01', '2026-12-01'],
    ]);
  });

  test('holds what either of them has told in advance', () => {
    const known: DirectoryEntry = { ...base, over: '9', unsettled: '2026-11-01' };
    const settled = { over: '2026-11-03', unsettled: null };
    for (const [mine, theirs] of [
      [known, { ...known, ...settled }],
      [{ ...known, ...settled }, known],
    ] as const) {
      expect(mergedEntries(known, mine, theirs)).toMatchObject({ over: '9', unsettled: '2026-11-01' });
    }
    expect(merged({ unsettled: '2026-11-05' }, { unsettled: '2026-11-02' }).unsettled).toBe('2026-11-02');
    expect(merged({}, {})).toMatchObject({ over: null, unsettled: null });
  });

  test('of somebody whom neither knew is that of the later writer where they differ', () => {
    const [mine, theirs] = [newEntry('usages', 'c1', 'Acme', 'all'), newEntry('usages', 'c1', 'Borealis', 'all')];
    expect(mergedEntries(undefined, mine, theirs).customerName).toBe('Acme');
  });
});
