import { expect, test } from 'vitest';
import { hoursOld } from '../../../lib/collect/age.ts';
import { naverCloudBench } from './rig.ts';

const START = '2026-11-21T03:00:00Z';
const LATER = new Date('2026-11-22T09:00:00Z');

test('while the secret cannot be read its accounts grow older', async () => {
  const bench = await naverCloudBench(() => [], START);
  await bench.collect();
  expect(await hoursOld(bench.table, 'naver-cloud', ['default'], LATER)).toBe(30);
  expect(await hoursOld(bench.table, 'naver-cloud', null, LATER)).toBe(30);
});

test('an account that never worked is as old as the configuration, also while the secret cannot be read', async () => {
  const bench = await naverCloudBench(() => [], START);
  bench.vendor.fault({ kind: 'status', status: 500 });
  expect((await bench.collect()).status).toBe('failed');
  expect(await hoursOld(bench.table, 'naver-cloud', ['default'], LATER)).toBe(30);
  expect(await hoursOld(bench.table, 'naver-cloud', null, LATER)).toBe(30);
});

test('a provider without credentials has no age, and neither has one whose credentials nobody has seen yet', async () => {
  const bench = await naverCloudBench(() => [], START);
  expect(await hoursOld(bench.table, 'naver-cloud', null, LATER)).toBe(0);
  await bench.collect();
  bench.putSecret({});
  await bench.collect();
  expect(await hoursOld(bench.table, 'naver-cloud', [], LATER)).toBe(0);
  expect(await hoursOld(bench.table, 'naver-cloud', null, LATER)).toBe(0);
});
