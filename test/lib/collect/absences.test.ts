import { expect, test } from 'vitest';
import { periods } from '../../../lib/calendar.ts';
import { scripted, seats } from './scripted.ts';

const paintDays = (rig: Awaited<ReturnType<typeof scripted>>, from: string, to: string, consumed: number): void => {
  for (const day of periods(from, to)) rig.truth.paint('usages', 'c1', 0, day, seats(consumed));
};

test('a customer that was gone over a month turn was never gone: its older month, read last, undoes the absence', async () => {
  const rig = await scripted('line-works', '2026-11-20T03:00:00Z', 2);
  rig.truth.listed.set('c1', 'Acme');
  paintDays(rig, '2026-11-10', '2026-11-19', 7);
  await rig.run();
  rig.truth.listed.clear();
  rig.now = new Date('2026-11-21T03:00:00Z');
  await rig.run();
  expect(await rig.overages()).toEqual([{ since: '2026-11-10', until: '2026-11-21', peak: 2 }]);
  // December is read first and shows the series under later days; November then shows it under earlier ones.
  rig.truth.listed.set('c1', 'Acme');
  paintDays(rig, '2026-11-20', '2026-12-04', 8);
  rig.now = new Date('2026-12-05T03:00:00Z');
  await rig.run();
  expect(await rig.overages()).toEqual([{ since: '2026-11-10', until: null, peak: 3 }]);
});

test('an absence stands when the series comes back under later days only', async () => {
  const rig = await scripted('trend-micro', '2026-11-20T03:00:00Z', 5);
  rig.truth.listed.set('c1', 'Acme');
  rig.truth.paint('customers-usage', 'c1', 0, '', seats(7));
  await rig.run();
  rig.truth.listed.clear();
  rig.now = new Date('2026-11-21T03:00:00Z');
  await rig.run();
  rig.truth.listed.set('c1', 'Acme');
  rig.now = new Date('2026-11-22T03:00:00Z');
  await rig.run();
  expect(await rig.overages()).toEqual([
    { since: '2026-11-20', until: '2026-11-21', peak: 2 },
    { since: '2026-11-22', until: null, peak: 2 },
  ]);
});

test('a run confined to some customers makes nobody else absent', async () => {
  const rig = await scripted('line-works', '2026-11-20T03:00:00Z', 1);
  rig.truth.listed.set('c1', 'Acme').set('c2', 'Borealis');
  paintDays(rig, '2026-11-10', '2026-11-19', 7);
  await rig.run();
  rig.truth.listed.delete('c1');
  await rig.run({ event: { customers: ['c2'] } });
  expect(await rig.overages()).toEqual([{ since: '2026-11-10', until: null, peak: 2 }]);
  await rig.run();
  expect(await rig.overages()).toEqual([{ since: '2026-11-10', until: '2026-11-20', peak: 2 }]);
});

test('whoever stays absent is of the day on which it was lost, however often it is listed and lost again', async () => {
  const rig = await scripted('line-works', '2026-11-20T03:00:00Z', 2);
  rig.truth.listed.set('c1', 'Acme');
  rig.truth.paint('usages', 'c1', 0, '2026-11-19', seats(7));
  await rig.run();
  rig.truth.listed.clear();
  await rig.run();
  rig.truth.paint('usages', 'c1', 0, '2026-11-19', null);
  rig.truth.listed.set('c1', 'Acme');
  rig.now = new Date('2026-12-02T03:00:00Z');
  await rig.run({ event: { from: '2026-12-01', to: '2026-12-02' } });
  rig.truth.listed.clear();
  await rig.run();
  expect(await rig.totals()).toEqual([{ customerId: 'c1', series: 0, asOf: '2026-11-20' }]);
});

test('a listed customer of whom nothing could be read yet is missing, not unknown', async () => {
  const rig = await scripted('line-works', '2026-11-04T03:00:00Z', 1);
  rig.truth.listed.set('c1', 'Acme').set('c2', 'Borealis');
  await rig.run({ event: { customers: ['c2'] } });
  const missing = Object.fromEntries([...periods('2026-11-01', '2026-11-03')].map((day) => [day, 'missing']));
  expect(await rig.coverage('usages', 'c1')).toEqual(missing);
});
