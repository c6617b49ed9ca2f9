import { expect, test } from 'vitest';
import { addDays } from '../../../lib/calendar.ts';
import { notingTable } from '../../support/noting-table.ts';
import { itemsIn } from '../../support/shown.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { partnerCenterBench } from './rig.ts';

test('a list costs no more the longer it is collected, and leaves nothing of days on which it was only read', async () => {
  const processed = '2026-11-20';
  const rows = ['a', 'b'].map((productId) => deploymentRow({ productId, processedDateTime: `${processed}T00:00:00` }));
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, `${addDays(processed, 1)}T03:00:00Z`);
  const asked: string[] = [];
  const table = notingTable(bench.table, /"Keys":/, asked);
  const read: number[] = [];
  for (let day = 2; day < 8; day++) {
    asked.length = 0;
    await bench.collect({}, { table });
    read.push(asked.join().split('"sk":').length - 1);
    bench.setNow(`${addDays(processed, day)}T03:00:00Z`);
  }
  expect(new Set(read.slice(1))).toEqual(new Set([read[1]]));
  const periods = (await itemsIn(bench.table)).flatMap(({ sk }) => (sk.startsWith('P#') ? sk.split('#')[2] : []));
  expect(periods).toEqual([processed]);
});
