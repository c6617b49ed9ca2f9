import { describe, expect, test } from 'vitest';
import type { Dataset } from '../../../lib/dataset.ts';
import { datasetOf } from '../../../lib/datasets.ts';
import type { DirectoryEntry } from '../../../lib/ledger/directory.ts';
import type { FailedWindow } from '../../../lib/ledger/failures.ts';
import type { Ranges } from '../../../lib/ranges.ts';
import { account, due, type Known, seconds } from './situation.ts';

const readMonths = (scope = 'all', from = '2026-09') => ({
  read: { 'contract-usage': { scope, ranges: [[from, '2026-11']] as Ranges } },
});

const usage = (known: Known = {}): string[] => due('naver-cloud', ['contract-usage'], known);

describe('NAVER Cloud months', () => {
  test('are of the account as a whole, the current one among them', () => {
    expect(usage()).toEqual(['2026-11', '2026-10', '2026-09']);
  });

  test('are read again while they are provisional', () => {
    const readAt = { 'contract-usage#2026-11': [['x', seconds(1)]] } as const;
    expect(usage({ more: account({ ...readMonths(), readAt }) })).toEqual([]);
    expect(usage({ more: account(readMonths()) })).toEqual(['2026-11']);
    // October is final from the 8th on.
    const now = new Date('2026-11-07T14:59:00Z');
    expect(usage({ more: { ...account(readMonths()), now } })).toEqual(['2026-11', '2026-10']);
  });

  test('are due anew under another scope', () => {
    expect(usage({ more: account(readMonths('partner')) })).toEqual(['2026-11', '2026-10', '2026-09']);
    expect(usage({ more: account(readMonths('all', '2026-10')) })).toEqual(['2026-11', '2026-09']);
  });

  test('of a range are whole months', () => {
    const range = { from: '2026-08-31', to: '2026-09-01' };
    expect(usage({ more: { ...account(readMonths()), range } })).toEqual(['2026-09', '2026-08']);
  });
});

const readDays = (...ranges: Ranges) => ({ read: { 'vendor-license': { scope: 'all', ranges } } });

const license = (known: Known = {}): string[] =>
  due('trend-micro', ['vendor-license'], { ...known, more: { depth: () => 10, ...known.more } });

describe('Trend Micro days', () => {
  const justRead = { readAt: { 'vendor-license': [['\u{10FFFF}', seconds(1)]] } } as const;

  test('are as few windows as fit', () => {
    expect(license()).toEqual(['2026-11-11/20']);
    expect(license({ more: { depth: () => 400 } })).toHaveLength(2);
    const short: Dataset = { ...datasetOf('trend-micro', 'vendor-license'), span: { kind: 'days', most: 4 } };
    expect(license({ more: { datasets: { 'vendor-license': short } } })).toEqual([
      '2026-11-17/20',
      '2026-11-13/16',
      '2026-11-11/12',
    ]);
  });

  test('are read again for a week, and days beside each other together with them', () => {
    const all = readDays(['2026-11-11', '2026-11-20']);
    expect(license({ more: account({ ...all, ...justRead }) })).toEqual([]);
    expect(license({ more: account(all) })).toEqual(['2026-11-14/20']);
    const hole = readDays(['2026-11-11', '2026-11-12'], ['2026-11-14', '2026-11-20']);
    expect(license({ more: account({ ...hole, ...justRead }) })).toEqual(['2026-11-13']);
    expect(license({ more: account(hole) })).toEqual(['2026-11-13/20']);
    // A hole within reach of one window is bridged rather than asked for apart.
    const far = readDays(['2026-11-12', '2026-11-20']);
    expect(license({ more: account(far) })).toEqual(['2026-11-11/20']);
  });

  test('that have to wait part the others', () => {
    const failures = [
      { dataset: 'vendor-license', from: '2026-11-15', to: '2026-11-16', code: 'VENDOR_REQUEST_REFUSED' },
    ] as const;
    expect(license({ failures })).toEqual(['2026-11-17/20', '2026-11-11/14']);
    const over = failures.map((one) => ({ ...one, at: seconds(20) }));
    expect(license({ failures: over })).toEqual(['2026-11-11/20']);
    const range = { from: '2026-11-14', to: '2026-11-17' };
    expect(license({ failures, more: { range } })).toEqual(['2026-11-14/17']);
  });

  test('failed are due at once, the others of a window read are not', () => {
    const all = account({ ...readDays(['2026-11-11', '2026-11-20']), ...justRead });
    const failures = [{ dataset: 'vendor-license', from: '2026-11-12', to: '2026-11-13' }];
    expect(license({ failures, more: all })).toEqual(['2026-11-12/13']);
  });

  test('of a range go up to today', () => {
    expect(license({ more: { range: { from: '2026-11-19', to: '2026-12-31' } } })).toEqual(['2026-11-19/21']);
    expect(license({ more: { range: { from: '2026-11-22', to: '2026-12-31' } } })).toEqual([]);
    expect(license({ more: { range: { from: '2026-11-21', to: '2026-11-21' } } })).toEqual(['2026-11-21']);
  });

  test('begin at what the vendor still shows', () => {
    expect(license({ more: account({ floors: { 'vendor-license': '2026-11-18' } }) })).toEqual(['2026-11-18/20']);
    expect(license({ more: account({ floors: { 'vendor-license': '2026-11-21' } }) })).toEqual([]);
    expect(license({ more: account({ floors: { 'vendor-license': '2026-10-01' } }) })).toEqual(['2026-11-11/20']);
  });
});

const entry = (customerId: string, more: Partial<DirectoryEntry> = {}) => ({
  dataset: 'customers-usage',
  customerId,
  read: [['2026-11-20', '2026-11-20']] as Ranges,
  ...more,
});

const batch = (known: Known): string[] => due('trend-micro', ['customers-usage'], known);

const failed = (hours: number, code: FailedWindow['code'] = 'THROTTLED') => [
  { dataset: 'deployment', from: '2026-11-21', to: '2026-11-21', at: seconds(hours), code },
];

const readAt = (hours: number) => account({ readAt: { deployment: [['\u{10FFFF}', seconds(hours)]] } });

const list = (known: Known = {}): string[] => due('partner-center', ['deployment'], known);

describe('snapshots', () => {
  test('of a list are due when the last is over 20 hours old', () => {
    expect(list()).toEqual(['2026-11-21']);
    expect(list({ more: readAt(20) })).toEqual([]);
    expect(list({ more: readAt(20.001) })).toEqual(['2026-11-21']);
    expect(list({ more: { ...readAt(1), range: { from: '2026-01-01', to: '2026-01-02' } } })).toEqual(['2026-11-21']);
  });

  test('that failed since are due again, those before are not', () => {
    expect(list({ more: readAt(2), failures: failed(1) })).toEqual(['2026-11-21']);
    expect(list({ more: readAt(2), failures: failed(2) })).toEqual(['2026-11-21']);
    expect(list({ more: readAt(2), failures: failed(3) })).toEqual([]);
    expect(list({ failures: failed(1, 'VENDOR_RESPONSE_INVALID') })).toEqual([]);
    expect(list({ failures: failed(20, 'VENDOR_RESPONSE_INVALID') })).toEqual(['2026-11-21']);
  });

  test('of customers are asked for twenty at a time, newcomers among them', () => {
    const names = Array.from({ length: 41 }, (_, index) => `c${index}`);
    const sizes = batch({ listed: names }).map((window) => window.split(/[ +]/).length - 1);
    expect(sizes).toEqual([20, 20, 1]);
    const entries = [entry('a'), entry('b', { gone: '2026-11-20' }), entry('c', { read: [] })];
    const more = account({ readAt: { 'customers-usage': [['\u{10FFFF}', seconds(1)]] } });
    expect(batch({ listed: ['a', 'b', 'c', 'd'], entries, more })).toEqual(['2026-11-21 b+c+d']);
    expect(batch({ listed: [], entries, more })).toEqual([]);
  });
});

test('windows of several datasets come newest first, whatever their length', () => {
  expect(
    due('trend-micro', ['vendor-license', 'customers-usage'], { listed: ['a'], more: { depth: () => 2 } }),
  ).toEqual(['2026-11-21 a', '2026-11-19/20']);
});
