import { expect, test } from 'vitest';
import { writeAll } from '../../../lib/ledger/client.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { notingTable } from '../../support/noting-table.ts';
import { itemsIn, overagesIn, recordsIn } from '../../support/shown.ts';
import { type Domains, lineWorksBench } from './rig.ts';

/** The first two on the tenth in Tokyo. */
const [FIRST, AGAIN, LATER] = ['2026-11-09T15:30:00Z', '2026-11-10T12:00:00Z', '2026-11-11T09:00:00Z'] as const;
const DAY = '2026-11-05';

/** Ten seats are held; of October and November all days show the same but this one. */
const membersOn = (day: string, members: number) => (other: string) => (other === day ? members : 3);

test('a month that shows what it showed before is read, and nothing of its customer is asked for or written', async () => {
  const domains: Domains = new Map([['10000001', membersOn(DAY, 12)]]);
  const bench = await lineWorksBench(domains, FIRST, 2);
  await bench.collect();
  const noted: string[] = [];
  const table = notingTable(bench.table, /"U#line-works/, noted);
  bench.setNow(AGAIN);
  const again = await bench.collect({}, { table });
  expect(again.windows).toMatchObject({ due: 4, collected: 4 });
  expect(again.records).toMatchObject({ read: 40, changed: 0, unchanged: 40 });
  expect(noted).toEqual([]);
  domains.set('10000001', membersOn(DAY, 13));
  const changed = await bench.collect({ from: DAY, to: DAY }, { table });
  expect(changed.records).toMatchObject({ changed: 1, unchanged: 8 });
  expect(await overagesIn(bench.table)).toMatchObject([{ since: DAY, peak: 3 }]);
});

test('a day that is new is stored, and the days before it are not taken for new', async () => {
  const bench = await lineWorksBench(new Map([['10000001', membersOn(DAY, 12)]]), FIRST);
  await bench.collect();
  bench.setNow(LATER);
  expect((await bench.collect()).records).toMatchObject({ changed: 1, unchanged: 9 });
});

test('a change that a killed run had begun to write is taken back when the vendor shows the old month again', async () => {
  const domains: Domains = new Map([['10000001', membersOn(DAY, 3)]]);
  const bench = await lineWorksBench(domains, FIRST);
  await bench.collect();
  const before = await itemsIn(bench.table);
  const copy = async () => {
    const table = { ...bench.table, name: await bench.dynamodb.newTable() };
    await writeAll(table, before);
    return table;
  };
  // What comes before this request only reads.
  for (let after = 18, killed = true; killed; after++) {
    const table = await copy();
    bench.setNow(AGAIN);
    domains.set('10000001', membersOn(DAY, 12));
    const dying = dyingTable(table, after);
    await bench.collect({}, { table: dying.table }).catch(() => undefined);
    killed = dying.asked() > after;
    await writeAll(
      table,
      [],
      (await itemsIn(table)).filter(({ pk }) => pk.startsWith('L#')),
    );
    bench.setNow(LATER);
    domains.set('10000001', membersOn(DAY, 3));
    expect({ after, failures: (await bench.collect({}, { table })).failures }).toEqual({ after, failures: [] });
    const shown = (await recordsIn(table)).find(({ period }) => period === DAY)?.consumed;
    expect({ after, shown, overages: await overagesIn(table) }).toEqual({ after, shown: 3, overages: [] });
  }
});

test('in a new month the last one is compared once more, though it shows the same', async () => {
  const bench = await lineWorksBench(new Map([['10000001', membersOn(DAY, 12)]]), '2026-11-30T12:00:00Z', 2);
  await bench.collect();
  const period = (await itemsIn(bench.table)).filter(({ sk }) => sk.startsWith(`P#usages#${DAY}`));
  await writeAll(bench.table, [], period);
  bench.setNow('2026-12-01T09:00:00Z');
  await bench.collect();
  expect((await recordsIn(bench.table)).find((record) => record.period === DAY)?.consumed).toBe(12);
});

test('a range that somebody wants collected again is compared with what is stored', async () => {
  const bench = await lineWorksBench(new Map([['10000001', membersOn(DAY, 12)]]), FIRST);
  await bench.collect();
  const period = (await itemsIn(bench.table)).filter(({ sk }) => sk.startsWith(`P#usages#${DAY}`));
  await writeAll(bench.table, [], period);
  const again = await bench.collect({ from: DAY, to: DAY });
  expect(again.records).toMatchObject({ changed: 1, unchanged: 8 });
});
