import { expect, onTestFinished, test } from 'vitest';
import { naverCloudVendor } from '../../../infra/local/vendors/naver-cloud.ts';
import { naverCloud } from '../../../lib/providers/naver-cloud.ts';
import { type Bench, startBench } from '../../support/bench.ts';
import { overagesIn, recordsIn } from '../../support/shown.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { lineWorksBench, trendMicroBench } from './rig.ts';

const contracts = () => [contract()];

type NaverCloud = typeof naverCloud;

async function benchOf(change: Partial<NaverCloud>): Promise<Bench> {
  const provider = { ...naverCloud, ...change };
  const bench = await startBench(provider, (now) => naverCloudVendor({ now, contracts }), '2025-01-20T03:00:00Z');
  onTestFinished(() => bench.close());
  return bench;
}

test('what nobody foresaw fails its window as UNEXPECTED, keeps its words to the log, and the others go on', async () => {
  const bench = await benchOf({
    *normalise(reply, window) {
      if (window.from === '2024-12') throw new TypeError('words that may hold anything');
      yield* naverCloud.normalise(reply, window);
    },
  });
  const result = await bench.collect();
  expect(result).toMatchObject({
    status: 'partial',
    windows: { due: 3, collected: 2, failed: 1 },
    records: { changed: 1 },
    failures: [{ code: 'UNEXPECTED', dataset: 'contract-usage', window: '2024-12' }],
  });
  expect(JSON.stringify(result)).not.toContain('words that may hold anything');
  expect(bench.errors[0]?.cause).toBeInstanceOf(TypeError);
  // The next tick tries again.
  expect((await bench.collect()).windows).toMatchObject({ due: 1, failed: 1 });
});

test('a bug before the first window is the failure of an account', async () => {
  const bench = await benchOf({
    open: () => {
      throw new RangeError('odd');
    },
  });
  expect(await bench.collect()).toMatchObject({
    status: 'failed',
    windows: { due: 1, failed: 1 },
    failures: [{ account: 'default', code: 'UNEXPECTED', dataset: null }],
  });
});

test('nothing of a window is stored when its last reply turns out to be unreadable', async () => {
  const bench = await benchOf({
    async *read(window, session) {
      yield* naverCloud.read(window, session);
      if (window.from === '2025-01') throw new TypeError('cut');
    },
  });
  expect(await bench.collect()).toMatchObject({ windows: { failed: 1 }, records: { read: 0 } });
  expect(await recordsIn(bench.table)).toEqual([]);
});

test('an overage goes on over a gap of the vendor, and ends with it once the gap is final', async () => {
  const shown = { license: (day: string): number | null => (day <= '2026-11-02' ? 105 : null), customers: new Map() };
  const bench = await trendMicroBench(shown, '2026-11-04T03:00:00Z');
  expect((await bench.collect()).overages).toMatchObject({ open: 1, exceeded: 5 });
  bench.setNow('2026-11-10T23:59:59Z');
  expect((await bench.collect()).overages).toMatchObject({ closed: 0, open: 1 });
  // The third of November is final from the eleventh on.
  bench.setNow('2026-11-11T00:00:00Z');
  expect((await bench.collect()).overages).toMatchObject({ closed: 1, open: 0 });
  expect(await overagesIn(bench.table)).toMatchObject([{ since: '2026-10-25', until: '2026-11-03' }]);
});

test('an overage ends with the first observed period without it, and what is unknown neither opens nor closes one', async () => {
  const days = new Map<string, number | { memberCount: null }>([
    ['2026-11-02', { memberCount: null }],
    ['2026-11-04', 10],
    ['2026-11-05', { memberCount: null }],
  ]);
  const bench = await lineWorksBench(new Map([['10000001', (day) => days.get(day) ?? 12]]), '2026-11-07T03:00:00Z');
  expect((await bench.collect()).overages).toMatchObject({ opened: 1, open: 1, exceeded: 2 });
  expect(await overagesIn(bench.table)).toMatchObject([
    { since: '2026-11-06', until: null },
    { since: '2026-11-01', until: '2026-11-04', asOf: '2026-11-03' },
  ]);
});
