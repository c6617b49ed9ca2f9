import { expect, test } from 'vitest';
import { periods } from '../../../lib/calendar.ts';
import { SeatwatchError } from '../../../lib/errors.ts';
import type { Reading } from '../../../lib/provider.ts';
import { scripted, seats } from './scripted.ts';

const cutShort = (): SeatwatchError => new SeatwatchError('VENDOR_RESPONSE_INVALID', 'cut short');

const lateMonthly = (row: Reading) =>
  row.labels['plan'] === 'MONTHLY' && row.period >= '2026-11-10' ? ('named' as const) : null;

test('a series whose row could not be understood is not taken as absent from a period that holds others', async () => {
  const rig = await scripted('line-works', '2026-11-12T03:00:00Z', 1);
  rig.truth.listed.set('c1', 'Acme');
  for (const day of periods('2026-11-08', '2026-11-11')) {
    rig.truth.paint('usages', 'c1', 0, day, seats(7));
    rig.truth.paint('usages', 'c1', 1, day, seats(3));
  }
  // Of the last two days only the other series can be read.
  await rig.run({ script: { unreadable: lateMonthly } });
  expect(await rig.overages()).toEqual([{ since: '2026-11-08', until: null, peak: 2 }]);
  // Read whole, the series turns out to have been there, and on the last day not.
  rig.truth.paint('usages', 'c1', 0, '2026-11-11', null);
  rig.now = new Date('2026-11-13T03:00:00Z');
  await rig.run();
  expect(await rig.overages()).toEqual([{ since: '2026-11-08', until: '2026-11-11', peak: 2 }]);
});

test('what was read of an account before a customer was met in it are gaps of that customer, and a final one ends its overage', async () => {
  const rig = await scripted('trend-micro', '2026-11-21T03:00:00Z', 20);
  await rig.run();
  rig.truth.paint('vendor-license', 'v1', 0, '2026-11-02', seats(7));
  await rig.run({ event: { from: '2026-11-02', to: '2026-11-02' } });
  expect(await rig.overages()).toEqual([{ since: '2026-11-02', until: '2026-11-03', peak: 2 }]);
});

test('a final gap that ended an overage does so no longer once a later row has come', async () => {
  const rig = await scripted('trend-micro', '2026-11-21T03:00:00Z', 20);
  rig.truth.paint('vendor-license', 'v1', 0, '2026-11-02', seats(7));
  await rig.run();
  expect(await rig.overages()).toEqual([{ since: '2026-11-02', until: '2026-11-03', peak: 2 }]);
  rig.truth.paint('vendor-license', 'v1', 0, '2026-11-20', seats(9));
  rig.now = new Date('2026-11-22T03:00:00Z');
  await rig.run();
  expect(await rig.overages()).toEqual([{ since: '2026-11-02', until: null, peak: 4 }]);
});

test('an unreadable row of then leaves it open what such a period held', async () => {
  const rig = await scripted('trend-micro', '2026-11-21T03:00:00Z', 20);
  rig.truth.paint('vendor-license', 'v2', 0, '2026-11-10', seats(3));
  await rig.run({ script: { unreadable: () => 'unnamed' } });
  rig.truth.paint('vendor-license', 'v1', 0, '2026-11-02', seats(7));
  await rig.run({ event: { from: '2026-11-02', to: '2026-11-02' } });
  expect(await rig.overages()).toEqual([{ since: '2026-11-02', until: null, peak: 2 }]);
});

test('days that failed rest by themselves: the others are read again once a day, not every hour', async () => {
  const rig = await scripted('trend-micro', '2026-11-21T03:00:00Z', 3);
  rig.truth.paint('vendor-license', 'v1', 0, '2026-11-19', seats(3));
  await rig.run();
  rig.now = new Date('2026-11-21T23:30:00Z');
  await rig.run({ script: { fault: cutShort } });
  const asked = async (hour: string): Promise<string[]> => {
    rig.now = new Date(`2026-11-22T${hour}:00:00Z`);
    const { shown } = await rig.run();
    return shown.flatMap((one) => (one.what === 'window' && one.dataset === 'vendor-license' ? one.from : []));
  };
  expect(await asked('00')).toEqual(['2026-11-21']);
  expect(await asked('01')).toEqual([]);
  expect(await asked('20')).toEqual(['2026-11-19']);
});
