import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeOverage, type OverageRecord } from '../../../lib/ledger/overages.ts';
import { writeAll } from '../../../lib/ledger/client.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, openDoor, newTable, tableOf } from './door.ts';
import { fillWorld, lineWorksRow, NOW, readNovember, TENANT, VID } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
});
afterAll(() => db.close());

type Shown = Record<string, unknown>;
const brief = (items: readonly Shown[]): string[] =>
  items.map(
    (one) => `${String(one['customerId'])} ${String(one['exceeded'])} ${String(one['since'])} ${String(one['until'])}`,
  );

describe('overages', () => {
  test('show the newest period over, and everything there is to say', async () => {
    const { items } = await door.page(`/v1/overages?customer=${TENANT}`);
    expect(JSON.stringify(items)).toBe(
      JSON.stringify([
        {
          provider: 'partner-center',
          account: 'default',
          dataset: 'deployment',
          customerId: TENANT.toLowerCase(),
          customerName: '=Contoso, "East"',
          productId: 'CFQ7TTC0LF8Q',
          productName: 'Office',
          labels: { serviceCode: 'exo', serviceName: 'EXO', channel: 'reseller' },
          since: '2026-11-17',
          until: null,
          peak: 5,
          entitled: 20,
          consumed: 24,
          exceeded: 4,
          asOf: '2026-11-18',
          expected: false,
        },
      ]),
    );
  });

  test('are open ones by default, the most seats over first, at all providers together', async () => {
    const { items, next } = await door.page('/v1/overages');
    expect(next).toBeNull();
    expect(items.map((one) => one['exceeded'])).toEqual([5, 5, 4, 3, 2, 2, 2, 2, 2, 1]);
    expect(items.every((one) => one['until'] === null)).toBe(true);
    expect(brief((await door.page('/v1/overages?level=partner')).items)).toEqual([`${VID} 3 2026-11-01 null`]);
    expect((await door.page('/v1/overages?provider=naver-cloud')).items).toEqual([]);
    expect((await door.page('/v1/overages?customer=10000003')).items).toHaveLength(2);
    expect((await door.page('/v1/overages?account=%E6%9D%B1%E4%BA%AC%231')).items).toHaveLength(3);
  });

  test('that have ended come with the newest end first, and behind the open ones', async () => {
    const own = openDoor(await newTable(db), { now: () => NOW });
    const seats = (customer: string, counts: readonly number[]) =>
      readNovember(
        own.table,
        customer,
        counts.map((count, index) => lineWorksRow(customer, `2026-11-${String(index + 10)}`, count)),
      );
    await seats('a', [12, 9, 9, 15]);
    await seats('b', [11, 13, 9]);
    await seats('c', [10, 14, 14, 10]);
    expect(brief((await own.page('/v1/overages?state=closed')).items)).toEqual([
      'c 4 2026-11-11 2026-11-13',
      'b 3 2026-11-10 2026-11-12',
      'a 2 2026-11-10 2026-11-11',
    ]);
    const all = [
      'a 5 2026-11-13 null',
      'c 4 2026-11-11 2026-11-13',
      'b 3 2026-11-10 2026-11-12',
      'a 2 2026-11-10 2026-11-11',
    ];
    expect(brief((await own.page('/v1/overages?state=all')).items)).toEqual(all);
    expect(brief(await own.walk('/v1/overages?state=all&limit=1'))).toEqual(all);
    expect(brief((await own.page('/v1/overages?state=all&customer=a')).items)).toEqual([all[0], all[3]]);
  });

  test('that are agreed with the customer say so', async () => {
    const agreed = JSON.stringify([{ provider: 'line-works', customerId: '10000003', above: 4 }]);
    const own = openDoor(tableOf(db), {
      now: () => NOW,
      env: { SEATWATCH_AUTH: 'none', SEATWATCH_EXPECTED_OVERAGES: agreed },
    });
    const { items } = await own.page('/v1/overages?provider=line-works&account=default');
    expect(items.map((one) => [one['customerId'], one['exceeded'], one['expected']])).toContainEqual([
      '10000003',
      5,
      false,
    ]);
  });
});

test('a thousand open overages cost few read units, and walking them not many more', async () => {
  const own = openDoor(await newTable(db), { now: () => NOW });
  await writeAll(
    own.table,
    Array.from({ length: 1000 }, (_, index) =>
      encodeOverage({
        provider: index % 3 === 0 ? 'trend-micro' : 'line-works',
        account: 'default',
        customer: `customer-${index}`,
        customerId: `customer-${index}`,
        customerName: `Customer ${index} of some length`,
        dataset: index % 3 === 0 ? 'customers-usage' : 'usages',
        series: `abcdefgh${String(index).padStart(4, '0')}`,
        productId: 'works/basic',
        productName: null,
        labels: { plan: 'ANNUAL_2', status: 'USING' },
        since: '2026-11-01',
        until: null,
        peak: index,
        peakAt: '2026-11-10',
        asOf: '2026-11-20',
        entitled: 10,
        consumed: 10 + index,
        exceeded: index % 50,
      } satisfies OverageRecord),
    ),
  );
  let units = 0;
  const client = own.table.client;
  const send = client.send.bind(client) as (command: unknown) => Promise<QueryCommandOutput>;
  const counting = async (command: unknown): Promise<QueryCommandOutput> => {
    if (command instanceof QueryCommand) command.input.ReturnConsumedCapacity = 'TOTAL';
    const answer = await send(command);
    units += answer.ConsumedCapacity?.CapacityUnits ?? 0;
    return answer;
  };
  Object.assign(client, { send: counting });
  const { items } = await own.page('/v1/overages?limit=1000');
  expect(items).toHaveLength(1000);
  expect(units).toBeLessThan(41);
  units = 0;
  const walked = await own.walk('/v1/overages?limit=100');
  Object.assign(client, { send });
  expect(walked).toEqual(items);
  expect(units).toBeLessThan(90);
});
