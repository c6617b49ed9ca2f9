import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApi } from '../../../../functions/api/app.ts';
import { type GatewayEvent, gatewayHandler } from '../../../../functions/api/gateway.ts';
import { settingsFrom } from '../../../../functions/api/settings.ts';
import { type Gateway, openGateway } from '../../../../infra/local/gateway.ts';
import { ask } from '../../../e2e/ask.ts';
import { type Door, openDoor, tableOf } from '../../../functions/api/door.ts';
import { fillWorld, NOW } from '../../../functions/api/world.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../../support/dynamodb.ts';

let db: LocalDynamoDb;
let whole: Door;
let gateway: Gateway;
let parts = 0;

beforeAll(async () => {
  db = await startDynamoDb();
  whole = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(whole.table);
  // Every part takes too long after its first record.
  const api = createApi({
    table: () => whole.table,
    settings: settingsFrom({ SEATWATCH_AUTH: 'none' }),
    start: async () => undefined,
    now: () => NOW,
    exportMs: -1,
  });
  const handler = gatewayHandler((request, event) => api.fetch(request, { event }));
  gateway = await openGateway(0, async (event) => {
    parts++;
    return { payload: JSON.stringify(await handler(event as GatewayEvent)), failed: false };
  });
});
afterAll(async () => {
  await gateway.close(0);
  await db.close();
});

test.each(['usage?provider=trend-micro', 'overages?state=all', 'corrections?'])(
  'a whole export of %s is its parts, one after the other',
  async (route) => {
    for (const format of ['csv', 'ndjson']) {
      const target = `/v1/${route}&format=${format}`;
      const expected = await whole.get(target);
      expect(expected.headers).not.toHaveProperty('link');
      parts = 0;
      const host = { host: `localhost:${gateway.port}` };
      const answer = await ask(gateway.port, target, { headers: host });
      expect([answer.status, answer.text]).toEqual([200, expected.text]);
      expect(answer.headers['content-type']).toBe(expected.headers['content-type']);
      expect(parts).toBeGreaterThanOrEqual(expected.text.trimEnd().split('\n').length / 2);
    }
  },
);

test('a caller that accepts gzip gets one stream of it', async () => {
  const target = '/v1/usage?format=csv&provider=line-works&customer=10000001';
  const answer = await fetch(`http://localhost:${gateway.port}${target}`, { headers: { 'accept-encoding': 'gzip' } });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(await answer.text()).toBe((await whole.get(target)).text);
});
