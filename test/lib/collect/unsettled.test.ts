/** Overages after a run that was killed between writing records and deriving overages from them. */
import { expect, test } from 'vitest';
import { deriveOverages } from '../../../lib/collect/derive-overages.ts';
import { type Table, writeAll } from '../../../lib/ledger/client.ts';
import { loadCatalogues, type Place } from '../../../lib/ledger/load.ts';
import { lineWorksDatasets } from '../../../lib/providers/line-works/datasets.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { itemsIn, overagesIn } from '../../support/shown.ts';
import { type Domains, lineWorksBench } from './rig.ts';

const ID = '10000001';
const NOW = new Date('2026-11-04T03:00:00Z');
const place: Place = {
  shelf: { provider: 'line-works', account: 'default' },
  name: 'usages',
  dataset: lineWorksDatasets.usages,
};

const used = (day: string): number => (day >= '2026-10-10' ? 12 : 9);

/** What all records together would change of the overages. */
async function lacking(table: Table): Promise<readonly unknown[]> {
  const catalogue = (await loadCatalogues(table, place, [ID])).get(ID);
  const customer = { customer: ID, customerId: ID, customerName: `Company ${ID}` };
  return catalogue ? (await deriveOverages(table, place, [{ customer, catalogue, from: '0' }], NOW)).changes : [];
}

test('are right after a run for a later month, though nobody asks for the older one again', async () => {
  const domains: Domains = new Map([[ID, used]]);
  const bench = await lineWorksBench(domains, '2026-11-03T03:00:00Z', 2);
  await bench.collect();
  const before = await itemsIn(bench.table);
  // October is corrected: of one overage there are two, and the peak is another.
  domains.set(ID, (day) => (day === '2026-10-20' ? 8 : day === '2026-10-12' ? 15 : used(day)));
  bench.setNow(NOW.toISOString());
  const copy = async (): Promise<Table> => {
    const table = { ...bench.table, name: await bench.dynamodb.newTable() };
    await writeAll(table, before);
    return table;
  };
  const whole = dyingTable(await copy(), Number.POSITIVE_INFINITY);
  await bench.collect({}, { table: whole.table });
  let split = 0;
  for (let point = 1; point < whole.asked(); point++) {
    const table = await copy();
    await bench.collect({}, { table: dyingTable(table, point).table }).catch(() => undefined);
    await writeAll(
      table,
      [],
      (await itemsIn(table)).filter(({ pk }) => pk.startsWith('L#')),
    );
    await bench.collect({ from: '2026-11-01', to: '2026-11-30' }, { table });
    if ((await overagesIn(table)).length > 1) split++;
    expect([point, await lacking(table)]).toEqual([point, []]);
  }
  expect(split).toBeGreaterThan(0);
});
