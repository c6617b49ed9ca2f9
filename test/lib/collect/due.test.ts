import { describe, expect, test } from 'vitest';
import type { FailedWindow } from '../../../lib/ledger/failures.ts';
import type { Ranges } from '../../../lib/ranges.ts';
import { account, due, type Known, months, readOf, seconds } from './situation.ts';

const usages = (known: Known = {}): string[] => due('line-works', ['usages'], { listed: ['a'], ...known });

describe('LINE WORKS months', () => {
  test('are all due at first, newest first, customers in the order of their list', () => {
    expect(usages()).toHaveLength(12);
    expect(usages({ listed: ['b', 'a'], more: months(2) })).toEqual([
      '2026-11-01/30 b',
      '2026-11-01/30 a',
      '2026-10-01/31 b',
      '2026-10-01/31 a',
    ]);
    expect(usages({ listed: [] })).toEqual([]);
  });

  test('are not due once they are read up to yesterday and not old', () => {
    const readAt = { 'usages#2026-11': [['a', seconds(20)]], 'usages#2026-10': [['a', seconds(20)]] } as const;
    const entries = [readOf('usages', ['2025-12-01', '2026-11-20'])];
    expect(usages({ entries, more: account({ readAt }) })).toEqual([]);
    const older = { ...readAt, 'usages#2026-11': [['a', seconds(20) - 1]] } as const;
    expect(usages({ entries, more: account({ readAt: older }) })).toEqual(['2026-11-01/30 a']);
    expect(usages({ entries })).toEqual(['2026-11-01/30 a', '2026-10-01/31 a']);
  });

  test('are due while a day of them is missing', () => {
    const readAt = { 'usages#2026-11': [['a', seconds(1)]], 'usages#2026-10': [['a', seconds(1)]] } as const;
    const more = account({ readAt });
    expect(usages({ entries: [readOf('usages', ['2025-12-01', '2026-11-19'])], more })).toEqual(['2026-11-01/30 a']);
    const hole: Ranges = [
      ['2025-12-01', '2026-03-14'],
      ['2026-03-16', '2026-11-20'],
    ];
    expect(usages({ entries: [readOf('usages', ...hole)], more })).toEqual(['2026-03-01/31 a']);
  });

  test('are read again when a customer is listed again that was gone', () => {
    const readAt = { 'usages#2026-11': [['a', seconds(1)]], 'usages#2026-10': [['a', seconds(1)]] } as const;
    const entries = [{ ...readOf('usages', ['2025-12-01', '2026-11-20']), gone: '2026-11-15' }];
    expect(usages({ entries, more: account({ readAt }) })).toEqual(['2026-11-01/30 a', '2026-10-01/31 a']);
  });

  test('begin at what the vendor still shows, where it refused older ones', () => {
    const more = { ...account({ floors: { usages: '2026-10-01' } }), ...months(12) };
    expect(usages({ more })).toEqual(['2026-11-01/30 a', '2026-10-01/31 a']);
    expect(usages({ more: { ...more, ...months(1) } })).toEqual(['2026-11-01/30 a']);
  });

  test('failed are due again, after a pause where the vendor said no', () => {
    const more = { ...account({ readAt: { 'usages#2026-11': [['a', seconds(1)]] } }), ...months(1) };
    const entries = [readOf('usages', ['2026-11-01', '2026-11-20'])];
    const november = { dataset: 'usages', from: '2026-11-01', to: '2026-11-30', customer: 'a' };
    const failed = (one: Partial<FailedWindow>): string[] =>
      usages({ entries, more, failures: [{ ...november, ...one }] });
    expect(failed({})).toEqual(['2026-11-01/30 a']);
    expect(failed({ code: 'PERMISSION_DENIED', at: seconds(19.99) })).toEqual([]);
    expect(failed({ code: 'PERMISSION_DENIED', at: seconds(20) })).toEqual(['2026-11-01/30 a']);
    expect(failed({ customer: 'b' })).toEqual([]);
    expect(failed({ dataset: 'option-product-usages' })).toEqual([]);
    // A failure that reaches into the month concerns it, one beside it does not.
    expect(failed({ from: '2026-10-01', to: '2026-11-01' })).toEqual(['2026-11-01/30 a']);
    expect(failed({ from: '2026-10-01', to: '2026-10-31' })).toEqual([]);
    expect(failed({ from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
    expect(usages({ more, failures: [{ ...november, code: 'NOT_FOUND' }] })).toEqual([]);
  });

  test('of a customer that is gone by its own failure wait as long as that one', () => {
    const entries = [{ ...readOf('usages', ['2026-10-01', '2026-10-31']), gone: '2026-11-20' }];
    const gone = { dataset: 'usages', from: '2026-10-01', to: '2026-10-31', customer: 'a', code: 'NOT_FOUND' } as const;
    const more = months(1);
    expect(usages({ entries, more, failures: [gone] })).toEqual([]);
    expect(usages({ entries, more, failures: [{ ...gone, at: seconds(20) }] })).toEqual(['2026-11-01/30 a']);
    expect(usages({ entries, more, failures: [{ ...gone, code: 'PERMISSION_DENIED' }] })).toEqual(['2026-11-01/30 a']);
    expect(usages({ entries, more, failures: [{ ...gone, customer: null }] })).toEqual(['2026-11-01/30 a']);
    expect(usages({ entries: [readOf('usages')], more, failures: [gone] })).toEqual(['2026-11-01/30 a']);
    const range = { from: '2026-11-02', to: '2026-11-03' };
    expect(usages({ entries, more: { ...more, range }, failures: [gone] })).toEqual(['2026-11-01/30 a']);
  });

  test('of a range are due whatever is known, up to the current month', () => {
    const entries = [readOf('usages', ['2025-12-01', '2026-11-20'])];
    const range = { from: '2026-09-30', to: '2027-03-01' };
    const failures = [
      { dataset: 'usages', from: '2026-11-01', to: '2026-11-30', customer: 'a', code: 'NOT_FOUND' },
    ] as const;
    expect(usages({ entries, failures, more: { range } })).toEqual([
      '2026-11-01/30 a',
      '2026-10-01/31 a',
      '2026-09-01/30 a',
    ]);
    expect(usages({ more: { range: { from: '2026-10-31', to: '2026-10-31' } } })).toEqual(['2026-10-01/31 a']);
  });

  test('on the first of a month hold nothing of it yet, unless asked for', () => {
    const more = { ...months(2), now: new Date('2026-11-30T16:00:00Z') };
    expect(usages({ more })).toEqual(['2026-11-01/30 a']);
    expect(usages({ more: { ...more, range: { from: '2026-12-01', to: '2026-12-01' } } })).toEqual(['2026-12-01/31 a']);
  });

  test('of named customers are those of a run for them, whatever the case of a GUID', () => {
    const guid = '6B05D1A0-93C1-4B62-8C2B-0A1D35C3F8E4';
    const known = { listed: ['a', guid, 'b'], only: ['b', guid.toLowerCase()], more: months(1) };
    expect(usages(known)).toEqual([`2026-11-01/30 ${guid}`, '2026-11-01/30 b']);
  });
});
