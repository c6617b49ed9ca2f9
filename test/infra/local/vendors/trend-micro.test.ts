import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningVendor, serve } from '../../../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../../../infra/local/vendors/trend-micro.ts';
import { storyAt } from '../../../../infra/local/vendors/trend-micro/world.ts';

const NOW = new Date('2026-11-20T05:00:00Z');
const SECONDS = NOW.getTime() / 1000;
const MIDNIGHT = Date.parse('2026-11-20T00:00:00Z') / 1000;
const DAY = 86_400;
const API = '/SMPI/v2.8/service/wfbss/api/';

let running: RunningVendor;
beforeAll(async () => {
  running = await serve(trendMicroVendor({ now: () => NOW }));
});
afterAll(() => running.close());

async function ask(
  resource: string,
  { headers = {}, at = SECONDS }: { headers?: Record<string, string>; at?: number } = {},
): Promise<{ status: number; type: string; json: unknown }> {
  const { accessToken, secretKey } = running.secret as { accessToken: string; secretKey: string };
  const target = API + resource;
  const response = await fetch(running.origin + target, {
    headers: {
      'x-access-token': accessToken,
      'x-posix-time': String(at),
      'x-signature': createHmac('sha256', secretKey).update(`${at}GET${target}`).digest('base64'),
      'x-traceid': randomUUID(),
      'content-type': 'application/json; charset=utf-8',
      ...headers,
    },
  });
  return { status: response.status, type: response.headers.get('content-type') ?? '', json: await response.json() };
}

describe('the simulated Trend Micro', () => {
  test.each([
    ['a foreign key id', 401, { headers: { 'x-access-token': randomUUID() } }],
    ['a wrong signature', 401, { headers: { 'x-signature': 'bm8=' } }],
    ['a signature of over 90 characters', 400, { headers: { 'x-signature': 'a'.repeat(91) } }],
    ['a time 16 minutes ago', 401, { at: SECONDS - 960 }],
    ['a time in milliseconds', 400, { at: SECONDS * 1000 }],
    ['a trace id that is no GUID', 400, { headers: { 'x-traceid': '1' } }],
    ['a content type of over 31 characters', 400, { headers: { 'content-type': 'application/json; charset=utf-8;' } }],
    ['another content type', 400, { headers: { 'content-type': 'text/plain' } }],
  ])('refuses %s with %i', async (_, status, how) => {
    const refused = await ask('customers', how);
    expect(refused.status).toBe(status);
    expect(refused.json).toEqual({ error_subject: expect.any(String), error_message: expect.any(String) });
  });

  test('takes a trace id once', async () => {
    const headers = { 'x-traceid': randomUUID() };
    expect((await ask('customers', { headers })).status).toBe(200);
    expect((await ask('customers', { headers })).status).toBe(400);
  });

  test.each([
    ['customers?page=1&limit=101', 400],
    ['customers?page=0', 400],
    ['customers?offset=0', 400],
    ['customers?page=1&page=2', 400],
    ['customers/usage', 400],
    [`customers/usage?cids=${Array.from({ length: 21 }, () => 'a').join(',')}`, 400],
    [`vendors/license?start_time=${MIDNIGHT - 365 * DAY}&end_time=${MIDNIGHT}`, 200],
    [`vendors/license?start_time=${MIDNIGHT - 365 * DAY - 1}&end_time=${MIDNIGHT}`, 400],
    [`vendors/license?start_time=${MIDNIGHT}&end_time=${MIDNIGHT - DAY}`, 400],
    ['vendors/license?start_time=yesterday', 400],
    ['vendors/license?from=1', 400],
    ['vendors', 404],
  ])('answers %s with %i', async (resource, status) => {
    expect((await ask(resource)).status).toBe(status);
  });

  test('answers the newest row, the year before an end, or the days between two ends', async () => {
    const newest = await ask('vendors/license');
    expect(newest.json).toEqual([expect.objectContaining({ update_time: MIDNIGHT })]);
    expect(newest.type).toContain('text/html');
    expect((await ask(`vendors/license?end_time=${MIDNIGHT - 1}`)).json).toHaveLength(365);
    expect((await ask(`vendors/license?start_time=${MIDNIGHT - DAY}&end_time=${MIDNIGHT}`)).json).toHaveLength(2);
  });

  test('tells a story in which leavers are gone, one customer is not metered and customers are over', async () => {
    const { customers } = (await ask('customers')).json as { customers: Array<{ id: string; seat_count: number }> };
    expect(customers.length).toBeGreaterThanOrEqual(10);
    expect(
      new Set(customers.map((customer) => JSON.stringify((customer as { license_type?: unknown }).license_type))),
    ).toEqual(new Set(['"1"', '1', '0']));
    const cids = customers.map(({ id }) => id.toLowerCase()).join(',');
    const { customers: usages } = (await ask(`customers/usage?cids=${cids}`)).json as {
      customers: Array<{ id: string; seat_usages: Array<{ used: number }> }>;
    };
    expect(usages).toHaveLength(customers.length - 1);
    const held = new Map(customers.map(({ id, seat_count }) => [id, seat_count]));
    const over = usages.filter(({ id, seat_usages }) => sum(seat_usages.map(({ used }) => used)) > (held.get(id) ?? 0));
    expect(over.length).toBeGreaterThan(0);
    expect(over.length).toBeLessThan(usages.length / 2);
    const { licenses } = storyAt(NOW);
    const rows = licenses as Array<{ seat_count_exceed: number; seat_in_use: number; seat_purchase: number }>;
    expect(rows).toHaveLength(366);
    expect(rows.some((row) => row.seat_count_exceed > 0 && row.seat_in_use < row.seat_purchase)).toBe(true);
  });

  test('throttles with a time to wait', () => {
    expect(trendMicroVendor({ now: () => NOW }).throttled()).toMatchObject({
      status: 429,
      headers: { 'retry-after': '1' },
    });
  });
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
