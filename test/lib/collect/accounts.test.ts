import { expect, test } from 'vitest';
import { providerItems } from '../../../lib/query/providers.ts';
import { recordsIn } from '../../support/shown.ts';
import { lineWorksBench, trendMicroBench, VID } from './rig.ts';

const START = '2026-11-04T03:00:00Z';
const domains = () => new Map([['10000001', () => 12]]);

test('accounts of one secret are collected apart, each with its own records, overages and readings', async () => {
  const bench = await lineWorksBench(domains(), START);
  const secret = bench.vendor.secret as object;
  bench.putSecret([
    { ...secret, account: 'east' },
    { ...secret, account: 'west' },
  ]);
  expect(await bench.collect({ accounts: ['west'] })).toMatchObject({ windows: { due: 2 }, records: { changed: 3 } });
  expect(await bench.collect()).toMatchObject({
    windows: { due: 2 },
    records: { changed: 3 },
    overages: { opened: 1, open: 2, exceeded: 4 },
  });
  expect((await recordsIn(bench.table)).map(({ account }) => account)).toEqual([
    ...Array(3).fill('east'),
    ...Array(3).fill('west'),
  ]);
  const items = await providerItems(bench.table, new Date(START), {});
  const shown = items.filter(({ provider }) => provider === 'line-works');
  expect(shown.map(({ account, status, openOverages }) => [account, status, openOverages])).toEqual([
    ['east', 'ok', 1],
    ['west', 'ok', 1],
  ]);
});

test('accounts and customers may be called anything, and none is taken for another', async () => {
  const names = ['#', '%', '%23', 'a#b%25c', 'a', 'アカウント 東 🏢', '../x', ' padded '];
  const shown = { license: () => 105, customers: new Map([['C#1 %', 11]]) };
  const bench = await trendMicroBench(shown, START, 2);
  const secret = bench.vendor.secret as object;
  bench.putSecret(names.map((account) => ({ ...secret, account })));
  const { length } = names;
  expect(await bench.collect()).toMatchObject({
    status: 'complete',
    records: { changed: 3 * length },
    overages: { open: 2 * length, exceeded: 5 * length },
  });
  const records = await recordsIn(bench.table);
  for (const account of names) {
    const own = records.filter((record) => record.account === account);
    expect(own).toHaveLength(3);
    expect(new Set(own.map(({ customerId }) => customerId))).toEqual(new Set([VID, 'C#1 %']));
  }
  bench.setNow('2026-11-04T04:00:00Z');
  expect((await bench.collect()).windows.due).toBe(0);
});

test('an account without a name is the default one', async () => {
  const bench = await lineWorksBench(domains(), START);
  await bench.collect();
  bench.putSecret([bench.vendor.secret]);
  expect((await bench.collect()).windows.due).toBe(0);
  expect((await bench.collect({ accounts: ['default'], from: '2026-11-01', to: '2026-11-01' })).windows.due).toBe(2);
});
