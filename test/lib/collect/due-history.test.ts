import { expect, test } from 'vitest';
import type { RunningVendor } from '../../../infra/local/vendors/simulator.ts';
import { runsIn } from '../../support/shown.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { lineWorksBench, naverCloudBench, storyBench, trendMicroBench } from './rig.ts';

/** The months that were asked for, in the order of the requests. */
const monthsAsked = ({ requests }: RunningVendor): string[] =>
  requests.flatMap(({ url }) => {
    const [year, month, start] = ['year', 'month', 'startMonth'].map((name) => url.searchParams.get(name));
    return year ? [`${year}-${month?.padStart(2, '0')}`] : start ? [start.replace(/(?=..$)/, '-')] : [];
  });

const rangesAsked = ({ requests }: RunningVendor): string[] =>
  requests.flatMap(({ url }) => {
    const [start, end] = ['start_time', 'end_time'].map((name) => url.searchParams.get(name));
    return start ? [`${dayOf(start)}/${dayOf(String(Number(end) - 1))}`] : [];
  });

const dayOf = (seconds: string): string => new Date(Number(seconds) * 1000).toISOString().slice(0, 10);

test('the first LINE WORKS run collects twelve months, the current one among them, newest first', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => null]]), '2026-11-21T03:00:00Z', null);
  expect((await bench.collect()).windows).toEqual({ due: 24, collected: 24, failed: 0, deferred: 0 });
  const asked = monthsAsked(bench.vendor);
  expect(new Set(asked).size).toBe(12);
  expect([asked[0], asked.at(-1)]).toEqual(['2026-11', '2025-12']);
  expect(asked).toEqual(asked.toSorted().toReversed());
});

test('the first NAVER Cloud run collects three months, the current one among them, newest first', async () => {
  const bench = await naverCloudBench(() => [], '2026-11-21T03:00:00Z');
  expect((await bench.collect()).windows.collected).toBe(3);
  expect(monthsAsked(bench.vendor)).toEqual(['2026-11', '2026-10', '2026-09']);
  // Still the last of October at UTC, already November in Seoul.
  const early = await naverCloudBench(() => [], '2026-10-31T15:00:00Z');
  await early.collect();
  expect(monthsAsked(early.vendor)[0]).toBe('2026-11');
});

test('the first Trend Micro run collects the 365 days up to yesterday in one window, and its customers now', async () => {
  const shown = { license: () => 5, customers: new Map([['C-1', 5]]) };
  const bench = await trendMicroBench(shown, '2026-11-21T03:00:00Z', null);
  expect(await bench.collect()).toMatchObject({ windows: { collected: 2 }, records: { changed: 366 } });
  expect(rangesAsked(bench.vendor)).toEqual(['2025-11-21/2026-11-20']);
});

test('the depth can be set, in months or days', async () => {
  const lineWorks = await lineWorksBench(new Map([['10000001', () => 3]]), '2026-11-04T03:00:00Z', 2);
  expect((await lineWorks.collect()).windows.due).toBe(4);
  expect((await lineWorks.collect({}, { depth: 3 })).windows.due).toBe(2);
  const trendMicro = await trendMicroBench({ license: () => 5, customers: new Map() }, '2026-11-21T03:00:00Z', 7);
  await trendMicro.collect();
  expect(rangesAsked(trendMicro.vendor)).toEqual(['2026-11-14/2026-11-20']);
  trendMicro.vendor.forget();
  await trendMicro.collect({}, { depth: 400 });
  expect(rangesAsked(trendMicro.vendor)).toEqual(['2025-11-14/2026-11-13', '2025-10-17/2025-11-13']);
});

test.each(['line-works', 'partner-center', 'naver-cloud', 'trend-micro'] as const)(
  'a tick of %s with nothing due returns zeros, asks for no usage and is not among the runs',
  async (provider) => {
    const bench = await storyBench[provider]('2026-11-03T03:00:00Z', 1);
    const first = await bench.collect();
    expect(first.status).toBe('complete');
    bench.vendor.forget();
    const idle = await bench.collect({ scheduledTime: '2026-11-03T04:00:00Z' });
    expect(idle).toMatchObject({
      provider,
      status: 'complete',
      windows: { due: 0, collected: 0, failed: 0, deferred: 0 },
      records: { read: 0, changed: 0, unchanged: 0, rejected: 0, withdrawn: 0 },
      overages: { opened: 0, closed: 0, open: 0, exceeded: 0 },
      failures: [],
      failuresOmitted: 0,
    });
    expect(bench.vendor.requests.filter(({ target }) => /usage|license|Contract/.test(target))).toEqual([]);
    expect(await runsIn(bench.table)).toEqual([first]);
  },
);

test('a new day is due as soon as it is over in the zone of the vendor', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), '2026-11-04T14:30:00Z');
  await bench.collect();
  bench.setNow('2026-11-04T14:59:00Z');
  expect((await bench.collect()).windows.due).toBe(0);
  bench.setNow('2026-11-04T15:00:00Z');
  expect(await bench.collect()).toMatchObject({ windows: { due: 2 }, records: { changed: 1, unchanged: 3 } });
});

test('on the first of a month the last one is due, not the month that has no day yet', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 3]]), '2026-10-31T16:00:00Z', 2);
  expect((await bench.collect()).windows.due).toBe(2);
  expect(new Set(monthsAsked(bench.vendor))).toEqual(new Set(['2026-10']));
});

test('a gap is filled: what the ledger was kept from is collected when it can be', async () => {
  const bench = await trendMicroBench({ license: () => 5, customers: new Map() }, '2026-09-01T03:00:00Z', 40);
  await bench.collect();
  bench.setNow('2026-11-01T03:00:00Z');
  bench.vendor.forget();
  expect((await bench.collect({ from: '2026-10-20', to: '2026-10-31' })).records.changed).toBe(12);
  // Provisional days are in the same window as the gap before them.
  bench.setNow('2026-11-02T03:00:00Z');
  bench.vendor.forget();
  expect(await bench.collect()).toMatchObject({ records: { changed: 28, unchanged: 12 } });
  expect(rangesAsked(bench.vendor)).toEqual(['2026-09-23/2026-11-01']);
});

test('a customer that is new is collected over the whole depth', async () => {
  const domains = new Map<string, () => number>([['10000001', () => 3]]);
  const bench = await lineWorksBench(domains, '2026-11-03T03:00:00Z', 2);
  await bench.collect();
  domains.set('10000002', () => 4);
  expect(await bench.collect()).toMatchObject({ windows: { due: 4 }, records: { changed: 33 } });
});

test('a month that has never been read is due also for an account without any contract', async () => {
  const contracts: ReturnType<typeof contract>[] = [];
  const bench = await naverCloudBench(() => contracts, '2026-11-21T03:00:00Z');
  expect((await bench.collect()).windows.collected).toBe(3);
  expect((await bench.collect()).windows.due).toBe(0);
});
