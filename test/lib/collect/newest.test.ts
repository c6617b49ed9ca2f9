import { expect, test } from 'vitest';
import { observedReach } from '../../model/observed.ts';
import { scripted, seats } from './scripted.ts';

test('a list that goes back in time leaves totals with the newest day', async () => {
  const rig = await scripted('partner-center', '2026-11-21T03:00:00Z');
  rig.truth.listed.set('c1', 'Acme');
  rig.truth.paint('deployment', 'c1', 0, '2026-11-20', seats(4));
  await rig.run();
  rig.truth.clear('deployment', 'c1', 0);
  rig.truth.paint('deployment', 'c1', 0, '2026-11-18', seats(9));
  await rig.run({ event: { from: '2026-11-21', to: '2026-11-21' } });
  expect(await rig.totals()).toEqual([{ customerId: 'c1', series: 1, asOf: '2026-11-20' }]);
  expect((await rig.usage()).map(({ period }) => period)).toEqual(['2026-11-18', '2026-11-20']);
});

test('a newest record that is taken back takes its names with it', async () => {
  const rig = await scripted('line-works', '2026-11-12T03:00:00Z', 1);
  rig.truth.listed.set('c1', 'Acme');
  rig.truth.paint('usages', 'c1', 0, '2026-11-10', seats(4, 1));
  rig.truth.paint('usages', 'c1', 0, '2026-11-11', seats(4, 2));
  await rig.run();
  expect((await rig.usage()).map(({ productName }) => productName)).toEqual(['name 2', 'name 2']);
  rig.truth.paint('usages', 'c1', 0, '2026-11-11', null);
  await rig.run({ event: { from: '2026-11-01', to: '2026-11-30' } });
  expect(await rig.usage()).toEqual([{ period: '2026-11-10', consumed: 4, productName: 'name 1' }]);
});

test('two runs at once leave the names of the newest period, whichever of them writes last', async () => {
  for (const isFirst of [true, false]) {
    const rig = await scripted('trend-micro', '2026-11-27T23:00:00Z', 40);
    rig.truth.paint('vendor-license', 'v1', 0, '2026-11-20', seats(4, 1));
    rig.truth.paint('vendor-license', 'v1', 0, '2026-11-21', seats(4, 2));
    const old = { event: { from: '2026-11-20', to: '2026-11-20' } };
    await Promise.all(isFirst ? [rig.run(old), rig.run()] : [rig.run(), rig.run(old)]);
    expect((await rig.usage()).map(({ productName }) => productName)).toEqual(['name 2', 'name 2']);
  }
});

test('two runs at once that take records back agree on what is left', async () => {
  const rig = await scripted('naver-cloud', '2026-11-21T02:00:00Z', 3);
  for (const month of ['2026-09', '2026-10', '2026-11']) rig.truth.paint('contract-usage', 'c1', 0, month, seats(7));
  await rig.run();
  for (const month of ['2026-10', '2026-11']) rig.truth.paint('contract-usage', 'c1', 0, month, null);
  rig.now = new Date('2026-11-22T02:00:00Z');
  await Promise.all([rig.run(), rig.run({ event: { from: '2026-10-31', to: '2026-10-31' } })]);
  expect(await observedReach(rig.table, 'naver-cloud')).toMatchObject([{ first: '2026-09', newest: '2026-09' }]);
});

test('what one run takes for empty is not written over what another reads of it at the same time', async () => {
  const rig = await scripted('naver-cloud', '2026-11-21T02:00:00Z', 3);
  const now = { from: '2026-11-21', to: '2026-11-21' };
  await rig.run({ event: now });
  const months = ['2026-09', '2026-10', '2026-11'];
  for (const month of months) rig.truth.paint('contract-usage', 'c1', 0, month, seats(7));
  await Promise.all([rig.run({ event: now }), rig.run({ event: { from: '2026-09-30', to: '2026-10-31' } })]);
  expect((await rig.usage()).map(({ period }) => period)).toEqual(months);
});

test('a snapshot is of the day on which it arrived, and what failed on the day before stays failed', async () => {
  const rig = await scripted('trend-micro', '2026-11-20T22:00:00Z', 5);
  rig.truth.listed.set('c1', 'Acme');
  rig.truth.paint('customers-usage', 'c1', 0, '', seats(4));
  await rig.run({ script: { unreadable: ({ customerId }) => (customerId === 'c1' ? 'named' : null) } });
  rig.now = new Date('2026-11-20T23:59:00Z');
  const reading = (): void => {
    rig.now = new Date('2026-11-21T00:01:00Z');
  };
  await rig.run({ event: { from: '2026-11-20', to: '2026-11-20' }, script: { reading } });
  expect(await rig.coverage('customers-usage', 'c1')).toEqual({ '2026-11-20': 'failed', '2026-11-21': 'provisional' });
});

test('a record of today counts as stored once its day is over: the month is read again a day after its last reading', async () => {
  const rig = await scripted('line-works', '2026-11-12T10:00:00Z', 1);
  rig.truth.listed.set('c1', 'Acme');
  rig.truth.paint('usages', 'c1', 0, '2026-11-12', seats(4));
  await rig.run();
  rig.now = new Date('2026-11-12T16:00:00Z');
  expect(await rig.coverage('usages', 'c1')).toMatchObject({ '2026-11-12': 'provisional' });
  const { shown } = await rig.run();
  expect(shown.flatMap((one) => (one.what === 'window' ? one.dataset : []))).toEqual(['option-product-usages']);
});
