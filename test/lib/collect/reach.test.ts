import { describe, expect, test } from 'vitest';
import { reachOf } from '../../../lib/collect/reach.ts';
import { GOES_ON } from '../../../lib/ledger/directory.ts';
import { notingTable } from '../../support/noting-table.ts';
import { overagesIn } from '../../support/shown.ts';
import { type Domains, lineWorksBench } from './rig.ts';

describe('the overages of a customer', () => {
  test.each([
    ['reach nowhere where there are none', [], '2026-11-20', null],
    ['reach to the newest end', ['2026-11-03', '2026-10-20'], '2026-11-20', '2026-11-03'],
    ['go on while one of them is open', ['2026-11-03', null], '2026-11-20', GOES_ON],
    ['may go on where one ended behind the newest record', ['2026-11-21', '2026-11-03'], '2026-11-20', GOES_ON],
    ['may go on where there is no record any more', ['2026-11-03'], null, GOES_ON],
  ])('%s', (_, ends, newest, reach) => {
    expect(
      reachOf(
        ends.map((until) => ({ until })),
        newest,
      ),
    ).toBe(reach);
  });
});

test('overages that have ended are not looked at again, until something of their time changes', async () => {
  const domains: Domains = new Map([['10000001', (day) => (day <= '2026-11-05' ? 12 : 9)]]);
  const bench = await lineWorksBench(domains, '2026-12-10T03:00:00Z', 2);
  await bench.collect();
  const looks: string[] = [];
  const table = notingTable(bench.table, /"O#usages#"/, looks);
  bench.setNow('2026-12-11T03:00:00Z');
  expect((await bench.collect({}, { table })).records).toMatchObject({ changed: 1 });
  expect(looks).toEqual([]);
  domains.set('10000001', (day) => (day <= '2026-11-03' ? 13 : 9));
  bench.setNow('2026-12-12T03:00:00Z');
  await bench.collect({ from: '2026-11-01', to: '2026-11-30' }, { table });
  expect(looks).not.toEqual([]);
  expect(await overagesIn(table)).toMatchObject([{ since: '2026-11-01', until: '2026-11-04', peak: 3 }]);
});
