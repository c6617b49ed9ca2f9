import { expect, test } from 'vitest';
import { parseEvent } from '../../../lib/collect/event.ts';
import { runsIn } from '../../support/shown.ts';
import { lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';

const IN_NOVEMBER = '2026-11-04T03:00:00Z';
const everyDay = (seats: number) => () => seats;
const domains = () =>
  new Map([
    ['10000001', everyDay(3)],
    ['10000002', everyDay(4)],
  ]);

test('an event is a tick, or names a whole range, and is refused with a sentence otherwise', () => {
  expect(parseEvent({})).toEqual({});
  expect(parseEvent(undefined)).toEqual({});
  const whole = { from: '2026-11-01', to: '2026-11-30', accounts: ['default'], customers: ['a'], runId: 'r' };
  expect(parseEvent({ ...whole, source: 'elsewhere' })).toEqual(whole);
  for (const [event, what] of [
    [{ from: '2026-11-01' }, 'from and to belong together'],
    [{ to: '2026-11-01' }, 'from and to belong together'],
    [{ from: '2026-11-02', to: '2026-11-01' }, 'from must not be after to'],
    [{ from: '2026-02-30', to: '2026-03-01' }, 'from: must be a day'],
    [{ accounts: [] }, 'accounts: must name at least one'],
    [{ customers: 'a' }, 'customers'],
  ] as const) {
    expect(() => parseEvent(event)).toThrow(what);
  }
});

test('the scheduled time is kept with the run and is no clock', async () => {
  const bench = await lineWorksBench(domains(), IN_NOVEMBER);
  const result = await bench.collect({ scheduledTime: '2019-03-01T00:00:00Z' });
  expect(result).toMatchObject({ scheduledTime: '2019-03-01T00:00:00Z', startedAt: '2026-11-04T03:00:00.000Z' });
  expect(bench.vendor.requests.some(({ target }) => target.includes('year=2026&month=11'))).toBe(true);
  expect((await runsIn(bench.table))[0]).toEqual(result);
});

test('a run keeps the id that it was given', async () => {
  const bench = await lineWorksBench(domains(), IN_NOVEMBER);
  expect(await bench.collect({ runId: 'asked-for' })).toMatchObject({ runId: 'asked-for' });
  // Nothing is due any more, but somebody looks for the answer.
  expect(await bench.collect({ runId: 'asked-again' })).toMatchObject({ windows: { due: 0 }, status: 'complete' });
  expect((await runsIn(bench.table)).map(({ runId }) => runId).toSorted()).toEqual(['asked-again', 'asked-for']);
});

test('from and to collect again all windows that touch the range, and all that they bring is stored', async () => {
  const members = { now: 3 };
  const bench = await lineWorksBench(new Map([['10000001', () => members.now]]), IN_NOVEMBER, 2);
  await bench.collect();
  members.now = 4;
  const result = await bench.collect({ from: '2026-10-31', to: '2026-10-31' });
  expect(result.windows.due).toBe(2);
  expect(result.records).toMatchObject({ read: 31, changed: 31, withdrawn: 0 });
  const both = await bench.collect({ from: '2026-10-31', to: '2026-11-01' });
  expect(both.windows.due).toBe(4);
  expect(both.records).toMatchObject({ changed: 3, unchanged: 31 });
});

test('a range reaches beyond the history depth, and not into the future', async () => {
  const bench = await lineWorksBench(domains(), IN_NOVEMBER);
  expect((await bench.collect({ from: '2026-07-31', to: '2026-08-01' })).records.changed).toBe(2 * 62);
  expect((await bench.collect({ from: '2026-12-01', to: '2027-01-31' })).windows.due).toBe(0);
});

test('a row of today is stored like any other', async () => {
  const bench = await trendMicroBench({ license: () => 5, customers: new Map() }, '2026-11-20T10:00:00Z');
  expect((await bench.collect()).records.changed).toBe(10);
  const result = await bench.collect({ from: '2026-11-19', to: '2026-11-20' });
  expect(result.records).toMatchObject({ changed: 1, unchanged: 1 });
});

test('snapshots collect what is shown now, whatever range is asked', async () => {
  const shown = { license: () => null, customers: new Map([['C-1', 5]]) };
  const trendMicro = await trendMicroBench(shown, '2026-11-20T10:00:00Z');
  await trendMicro.collect();
  shown.customers.set('C-1', 6);
  const again = await trendMicro.collect({ from: '2026-01-01', to: '2026-01-02' });
  expect(again).toMatchObject({ windows: { due: 2, collected: 2 }, records: { changed: 1 } });

  const partnerCenter = await partnerCenterBench({ usage: [], deployment: [deploymentRow()] }, '2026-11-20T10:00:00Z');
  const first = await partnerCenter.collect({ from: '2026-01-01', to: '2026-01-02' });
  expect(first).toMatchObject({ windows: { due: 2, collected: 2 }, records: { changed: 1 } });
});

test('a run for some customers asks for them, stores theirs and takes nothing from the others', async () => {
  const shown = domains();
  const bench = await lineWorksBench(shown, IN_NOVEMBER);
  const first = await bench.collect({ customers: ['10000002'] });
  expect(first).toMatchObject({ windows: { due: 2 }, records: { changed: 3 } });
  expect(bench.vendor.requests.filter(({ target }) => target.includes('/10000001/'))).toEqual([]);
  expect((await bench.collect()).windows.due).toBe(2);

  const members = ['1001', '1002'];
  const contracts = () => members.map((memberNo) => contract({ memberNo, contractNo: `9${memberNo}` }));
  const naver = await naverCloudBench(contracts, '2025-01-20T03:00:00Z', 1);
  await naver.collect();
  members.pop();
  members.pop();
  const narrow = await naver.collect({ from: '2025-01-01', to: '2025-01-31', customers: ['1001'] });
  expect(narrow.records).toMatchObject({ withdrawn: 1 });
  expect((await naver.collect({ from: '2025-01-01', to: '2025-01-31' })).records).toMatchObject({ withdrawn: 1 });
});

test('a run for some customers of a list finds GUIDs in any case, and leaves the rest of the list for the next tick', async () => {
  const other = '33333333-cccc-4ccc-8ccc-333333333333';
  const deployment = [deploymentRow(), deploymentRow({ customerTenantId: other })];
  const bench = await partnerCenterBench({ usage: [], deployment }, '2026-11-20T10:00:00Z');
  const result = await bench.collect({ customers: [other.toUpperCase()] });
  expect(result).toMatchObject({ windows: { due: 2, collected: 2 }, records: { read: 1, changed: 1 } });
  expect(await bench.collect()).toMatchObject({ windows: { due: 2 }, records: { changed: 1, unchanged: 1 } });
});

test('an account that the secret does not have is a failure of that account', async () => {
  const bench = await lineWorksBench(domains(), IN_NOVEMBER);
  const result = await bench.collect({ accounts: ['default', 'elsewhere'] });
  expect(result).toMatchObject({ status: 'partial', windows: { due: 5, collected: 4, failed: 1 } });
  expect(result.failures).toMatchObject([{ account: 'elsewhere', code: 'CONFIG_INVALID', window: null }]);
});
