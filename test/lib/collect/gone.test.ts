import { expect, test } from 'vitest';
import { collectAll, type Table, writeAll } from '../../../lib/ledger/client.ts';
import { entriesOf } from '../../../lib/ledger/directory.ts';
import type { Bench } from '../../support/bench.ts';
import { dyingTable } from '../../support/dying-table.ts';
import { coverageIn, itemsIn, overagesIn, recordsIn } from '../../support/shown.ts';
import { contract } from '../providers/naver-cloud/contracts.ts';
import { deploymentRow } from '../providers/partner-center/rows.ts';
import { type Domains, lineWorksBench, naverCloudBench, partnerCenterBench, trendMicroBench } from './rig.ts';

const START = '2026-11-04T03:00:00Z';
const NEXT_DAY = '2026-11-05T03:00:00Z';

const domainsOver = (): Domains =>
  new Map([
    ['10000001', () => 12],
    ['10000002', () => 13],
  ]);

/** First and last expected day of a customer's plan, and whether any of them was not read. */
async function expectedOf(bench: Bench, customer: string, now: string): Promise<[string?, string?, boolean?]> {
  const coverage = await coverageIn(bench.table, now, '2026-11-01', '2026-11-30');
  const own = coverage.filter(({ customerId, dataset }) => customerId === customer && dataset === 'usages');
  return [own[0]?.period, own.at(-1)?.period, own.some(({ code, state }) => code !== null || state === 'missing')];
}

test('a customer that a complete list no longer holds is not due, keeps its records, and its overage ends', async () => {
  const domains = domainsOver();
  const bench = await lineWorksBench(domains, START);
  await bench.collect();
  domains.delete('10000001');
  bench.setNow(NEXT_DAY);
  bench.vendor.forget();
  expect(await bench.collect()).toMatchObject({ windows: { due: 2 }, overages: { closed: 1, open: 1 } });
  expect(bench.vendor.requests.filter(({ target }) => target.includes('10000001'))).toEqual([]);
  expect(await recordsIn(bench.table)).toHaveLength(7);
  const overages = await overagesIn(bench.table);
  expect(overages.map(({ customer, until }) => [customer, until])).toEqual([
    ['10000002', null],
    ['10000001', '2026-11-05'],
  ]);
  // It is expected up to the day before.
  expect(await expectedOf(bench, '10000001', '2026-11-08T03:00:00Z')).toEqual(['2026-11-01', '2026-11-04', true]);
});

test('a customer that is listed again is due again, and so are the days in between', async () => {
  const domains = domainsOver();
  const bench = await lineWorksBench(domains, START);
  await bench.collect();
  domains.delete('10000001');
  bench.setNow(NEXT_DAY);
  await bench.collect();
  domains.set('10000001', () => 12);
  bench.setNow('2026-11-08T03:00:00Z');
  expect(await bench.collect()).toMatchObject({ windows: { due: 4 }, records: { changed: 4 + 3 } });
  expect(await expectedOf(bench, '10000001', '2026-11-08T04:00:00Z')).toEqual(['2026-11-01', '2026-11-07', false]);
  // Seen again under a day not after its absence: it was never gone.
  expect(await overagesIn(bench.table)).toMatchObject([
    { customer: '10000002', since: '2026-11-01', until: null },
    { customer: '10000001', since: '2026-11-01', until: null },
  ]);
});

test('a customer listed again within a day is due although its last reading is not old', async () => {
  const domains = domainsOver();
  const bench = await lineWorksBench(domains, START);
  await bench.collect();
  domains.delete('10000001');
  bench.setNow('2026-11-04T04:00:00Z');
  await bench.collect();
  domains.set('10000001', () => 12);
  bench.setNow('2026-11-04T05:00:00Z');
  expect((await bench.collect()).windows.due).toBe(2);
  expect((await bench.collect()).windows.due).toBe(0);
});

test('410 ends a customer: NOT_FOUND once, its overage ends, and no window of it is due', async () => {
  const bench = await lineWorksBench(domainsOver(), START, 3);
  await bench.collect();
  bench.setNow(NEXT_DAY);
  bench.vendor.fault({ kind: 'body', path: '/10000001/', status: 410, body: '{}' });
  const result = await bench.collect();
  expect(result.overages).toMatchObject({ closed: 1, open: 1 });
  expect(new Set(result.failures.map(({ customerId, code }) => `${customerId} ${code}`))).toEqual(
    new Set(['10000001 NOT_FOUND']),
  );
  expect((await overagesIn(bench.table))[1]).toMatchObject({ customer: '10000001', until: '2026-11-05' });
  bench.vendor.forget();
  bench.setNow('2026-11-05T22:59:00Z');
  await bench.collect();
  expect(bench.vendor.requests.filter(({ target }) => target.includes('10000001'))).toEqual([]);
  expect(await expectedOf(bench, '10000001', '2026-11-08T03:00:00Z')).toEqual(['2026-11-01', '2026-11-04', true]);
});

test('410 for a customer of whom nothing is known stops its other windows as well', async () => {
  const bench = await lineWorksBench(new Map([['10000001', () => 12]]), START, 12);
  bench.vendor.fault({ kind: 'body', path: '/10000001/', status: 410, body: '{}' });
  await bench.collect();
  expect(bench.vendor.requests.filter(({ target }) => target.includes('10000001')).length).toBeLessThanOrEqual(6);
  bench.vendor.forget();
  bench.setNow('2026-11-04T04:00:00Z');
  expect((await bench.collect()).windows.due).toBe(0);
  // The list still holds it: after the rest it is asked for again, and comes back if the vendor was wrong.
  bench.vendor.clearFaults();
  bench.setNow('2026-11-05T03:00:00Z');
  expect(await bench.collect()).toMatchObject({ status: 'complete', windows: { due: 24 } });
});

test('410 met by a run that is killed anywhere ends the customer as one whole run does', async () => {
  const bench = await lineWorksBench(domainsOver(), START);
  bench.vendor.fault({ kind: 'body', path: '/10000001/', status: 410, body: '{}' });
  const shelf = { provider: 'line-works', account: 'default' } as const;
  const goneIn = async (table: Table) =>
    (await collectAll(entriesOf(table, shelf, '10000001'))).map(({ dataset, gone }) => [dataset, gone]);
  const whole = dyingTable(bench.table, Number.POSITIVE_INFINITY);
  await bench.collect({}, { table: whole.table, depth: 1 });
  const wanted = await goneIn(bench.table);
  expect(wanted).toHaveLength(2);
  for (let after = 0; after < whole.asked(); after += 5) {
    const table = { ...bench.table, name: await bench.dynamodb.newTable() };
    await bench.collect({}, { table: dyingTable(table, after).table, depth: 1 }).catch(() => undefined);
    // A lease ends by itself after a minute, which this clock does not have.
    const leases = (await itemsIn(table)).filter(({ pk }) => pk.startsWith('L#'));
    await writeAll(table, [], leases);
    await bench.collect({}, { table, depth: 1 });
    expect([after, await goneIn(table)]).toEqual([after, wanted]);
  }
});

test('an overage of a customer who left ends at the gap before that, once the gap is final', async () => {
  const domains = domainsOver();
  domains.set('10000001', (day) => (day < '2026-11-03' ? 12 : null));
  const bench = await lineWorksBench(domains, START);
  await bench.collect();
  domains.delete('10000001');
  const untilAt = async (now: string) => {
    bench.setNow(now);
    await bench.collect();
    return (await overagesIn(bench.table)).find(({ customer }) => customer === '10000001')?.until;
  };
  expect(await untilAt(NEXT_DAY)).toBe('2026-11-05');
  expect(await untilAt('2026-12-31T03:00:00Z')).toBe('2026-11-05');
  expect(await untilAt('2027-01-01T03:00:00Z')).toBe('2026-11-03');
});

test('a narrower list of domains makes nobody absent, and a wide one sees who is gone', async () => {
  const domains = domainsOver();
  const bench = await lineWorksBench(domains, START);
  await bench.collect();
  const secret = bench.vendor.secret as object;
  bench.putSecret({ ...secret, domainIds: [10000002] });
  bench.setNow(NEXT_DAY);
  expect(await bench.collect()).toMatchObject({ windows: { due: 2 }, overages: { closed: 0, open: 2 } });
  expect(await recordsIn(bench.table)).toHaveLength(7);
  domains.delete('10000002');
  bench.putSecret(secret);
  bench.setNow('2026-11-06T03:00:00Z');
  expect((await bench.collect()).overages).toMatchObject({ closed: 1, open: 1 });
});

test('a narrower memberNoList withdraws nothing of the others', async () => {
  const contracts = ['1001', '1002'].map((memberNo) => contract({ memberNo }));
  const bench = await naverCloudBench(() => contracts, '2025-01-20T03:00:00Z', 1);
  await bench.collect();
  const secret = bench.vendor.secret as object;
  bench.putSecret({ ...secret, memberNoList: ['1001'] });
  const range = { from: '2025-01-01', to: '2025-01-31' };
  expect((await bench.collect(range)).records).toMatchObject({ unchanged: 1, withdrawn: 0 });
  bench.putSecret(secret);
  contracts.length = 0;
  expect((await bench.collect(range)).records).toMatchObject({ withdrawn: 2 });
});

test('a customer or series that a complete snapshot no longer holds ends its overages on that day', async () => {
  const over = { processedDateTime: '2026-11-01T00:00:00', licensesSold: 5, licensesDeployed: 9 };
  const rows = ['a', 'b'].map((productId) => deploymentRow({ ...over, productId }));
  rows.push(deploymentRow({ ...over, customerTenantId: '33333333-cccc-4ccc-8ccc-333333333333' }));
  const bench = await partnerCenterBench({ usage: [], deployment: rows }, START);
  expect((await bench.collect()).overages).toMatchObject({ opened: 3, open: 3, exceeded: 12 });
  rows.shift();
  rows.pop();
  bench.setNow(NEXT_DAY);
  const result = await bench.collect();
  expect(result).toMatchObject({ records: { withdrawn: 0 }, overages: { closed: 2, open: 1 } });
  expect(await recordsIn(bench.table)).toHaveLength(3);
  const ended = (await overagesIn(bench.table)).flatMap(({ until }) => until ?? []);
  expect(ended).toEqual(['2026-11-05', '2026-11-05']);
});

test('a Trend Micro customer that left the list ends, and comes back as it was', async () => {
  const shown = { license: () => null, customers: new Map([['C-1', 15]]) };
  const bench = await trendMicroBench(shown, START);
  expect((await bench.collect()).overages).toMatchObject({ opened: 1, exceeded: 5 });
  shown.customers.clear();
  bench.setNow(NEXT_DAY);
  await bench.collect();
  expect(await overagesIn(bench.table)).toMatchObject([{ since: '2026-11-04', until: '2026-11-05' }]);
  shown.customers.set('C-1', 15);
  bench.setNow('2026-11-07T03:00:00Z');
  await bench.collect();
  expect(await overagesIn(bench.table)).toMatchObject([
    { since: '2026-11-07', until: null },
    { since: '2026-11-04', until: '2026-11-05' },
  ]);
});
