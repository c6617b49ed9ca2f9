/** What the configuration changes in the answers: agreed overages, and how much history is expected. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsFrom } from '../../../functions/api/settings.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, openDoor, tableOf } from './door.ts';
import { fillWorld, NOW, TENANT } from './world.ts';

let db: LocalDynamoDb;
beforeAll(async () => {
  db = await startDynamoDb();
  await fillWorld(openDoor(tableOf(db)).table);
});
afterAll(() => db.close());

const configured = (env: Record<string, string>): Door =>
  openDoor(tableOf(db), { now: () => NOW, env: { SEATWATCH_AUTH: 'none', ...env } });

const agreed = (...expected: object[]): Door => configured({ SEATWATCH_EXPECTED_OVERAGES: JSON.stringify(expected) });

/** `provider/account/customer product` of the open overages that are marked. */
async function marked(door: Door): Promise<string[]> {
  const { items } = await door.page('/v1/overages?limit=1000');
  expect(items.map((one) => typeof one['expected'])).not.toContain('undefined');
  return items
    .filter((one) => one['expected'])
    .map((one) => `${String(one['provider'])}/${String(one['account'])}/${String(one['customerId'])}`)
    .toSorted();
}

describe('an overage is marked as expected', () => {
  const works = ['line-works/default/10000003', 'line-works/東京#1/10000003'];

  test('nowhere without a configuration', async () => {
    expect(await marked(configured({}))).toEqual([]);
  });

  test('up to as many seats as were agreed, and not one more', async () => {
    expect(await marked(agreed({ provider: 'line-works', customerId: '10000003', above: 5 }))).toEqual(works);
    expect(await marked(agreed({ provider: 'line-works', customerId: '10000003', above: 4 }))).toEqual([]);
  });

  test('for every customer, or only for some product, as was agreed', async () => {
    const all = await marked(agreed({ provider: 'line-works', above: 1000 }));
    expect(all).toEqual(expect.arrayContaining(works));
    expect(all.every((one) => one.startsWith('line-works/'))).toBe(true);
    const product = { provider: 'line-works', customerId: '10000003', above: 1000 };
    expect(await marked(agreed({ ...product, productId: 'works/basic' }))).toEqual(works);
    expect(await marked(agreed({ ...product, productId: 'works/other' }))).toEqual([]);
  });

  test('when one of several agreements says so, ids in any case of letters where they are GUIDs', async () => {
    const tenant = { provider: 'partner-center', customerId: TENANT, above: 4 };
    expect(await marked(agreed({ provider: 'trend-micro', above: 0 }, tenant))).toEqual([
      `partner-center/default/${TENANT.toLowerCase()}`,
    ]);
  });

  test('in its CSV too', async () => {
    const { text } = await agreed({ provider: 'line-works', above: 1000 }).get(
      '/v1/overages?provider=line-works&format=csv',
    );
    const [header = '', ...lines] = text.trimEnd().split('\r\n');
    expect(header.endsWith(',expected')).toBe(true);
    expect(lines.length > 0 && lines.every((line) => line.endsWith(',true'))).toBe(true);
  });
});

const first = async (door: Door, query: string): Promise<unknown> =>
  (await door.walk(`/v1/coverage?limit=1000&${query}`))[0]?.['period'];
const missing = async (door: Door, provider: string): Promise<number> => {
  const { items } = (await door.get('/v1/providers')).json as {
    items: Array<{ provider: string; account: string; missing: number }>;
  };
  return items.find((one) => one.provider === provider && one.account === 'default')?.missing ?? -1;
};

describe('the history that is expected', () => {
  const works = 'customer=10000002&account=default&dataset=usages';

  test('is a year of LINE WORKS by default', async () => {
    expect(await first(configured({}), `${works}&from=2025-11-25&to=2026-11-20`)).toBe('2025-12-01');
  });

  test.each([
    [1, '2026-11-01'],
    [2, '2026-10-01'],
    [11, '2026-01-01'],
  ])('is as deep as configured: %i months', async (months, begin) => {
    const door = configured({ SEATWATCH_HISTORY: JSON.stringify({ 'line-works': months }) });
    expect(await first(door, `${works}&from=2025-11-25&to=2026-11-20`)).toBe(begin);
    const states = await door.walk(
      '/v1/coverage?limit=1000&provider=line-works&account=default&from=2025-11-25&to=2026-11-22',
    );
    const bad = states.filter((one) => one['state'] === 'missing' || one['state'] === 'failed');
    expect(await missing(door, 'line-works')).toBe(bad.length);
  });

  test('changes what is missing for the provider that is named and no other', async () => {
    const [deep, short] = [configured({}), configured({ SEATWATCH_HISTORY: '{"line-works":1}' })];
    expect(await missing(short, 'line-works')).toBeLessThan(await missing(deep, 'line-works'));
    expect(await missing(short, 'trend-micro')).toBe(await missing(deep, 'trend-micro'));
  });

  test.each([
    ['SEATWATCH_HISTORY', '{"line-works":0}'],
    ['SEATWATCH_HISTORY', 'twelve'],
    ['SEATWATCH_EXPECTED_OVERAGES', '[{"provider":"line-works"}]'],
  ])('is not guessed from a %s of %s', (name, value) => {
    expect(() => settingsFrom({ [name]: value })).toThrow(`${name} is not understood`);
  });
});
