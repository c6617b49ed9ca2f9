import { expect, test } from 'vitest';
import { notingTable } from '../../support/noting-table.ts';
import { recordsIn } from '../../support/shown.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { naverCloudBench } from './rig.ts';

const START = '2025-01-20T03:00:00Z';
const JANUARY = { from: '2025-01-01', to: '2025-01-31' };

test('months that do not show a customer ask for none of its names', async () => {
  const bench = await naverCloudBench((months) => (months.includes('2025-01') ? [contract()] : []), START);
  const asked: string[] = [];
  const table = notingTable(bench.table, /"Keys":.*"sk":"S#/, asked);
  expect((await bench.collect({}, { table })).windows).toMatchObject({ due: 3, collected: 3 });
  expect(asked).toEqual([]);
  await bench.collect(JANUARY, { table });
  expect(asked).toHaveLength(1);
});

test('what the present month no longer shows is taken back, also where nothing was expected of it', async () => {
  let shown = [contract()];
  const bench = await naverCloudBench((months) => (months.includes('2025-01') ? shown : []), START);
  await bench.collect();
  expect(await recordsIn(bench.table)).toHaveLength(1);
  shown = [];
  expect((await bench.collect(JANUARY)).records).toMatchObject({ read: 0, withdrawn: 1 });
  expect(await recordsIn(bench.table)).toEqual([]);
});
