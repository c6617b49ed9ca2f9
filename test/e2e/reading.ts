/** What every route of a started product answers once it has collected: form, and content that can be believed. */
import { expect, test } from 'vitest';
import type { OverageRecord } from '../../lib/ledger/overages.ts';
import { PROVIDER_IDS, type UsageRecord } from '../../lib/usage.ts';
import { addsUp, FIELDS, type Run } from './answers.ts';
import { ask, readAll, readJson } from './ask.ts';

interface ProviderItem {
  readonly provider: string;
  readonly status: string;
  readonly simulated: boolean;
  readonly lastRun: Run | null;
  readonly openOverages: number;
  readonly missing: number;
}

interface CoverageItem {
  readonly provider: string;
  readonly state: string;
  readonly lastAttemptAt: string | null;
  readonly code: string | null;
}

interface CustomerItem {
  readonly provider: string;
  readonly customerName: string | null;
  readonly series: number;
  readonly consumed: number | null;
}

type Overage = Omit<OverageRecord, 'customer'>;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function expectFields(items: readonly object[], fields: readonly string[]): void {
  expect(items.length).toBeGreaterThan(0);
  // One look at each different form: there are thousands of items.
  for (const form of new Set(items.map((item) => Object.keys(item).join(' ')))) {
    expect(form.split(' ')).toEqual(expect.arrayContaining([...fields]));
  }
}

/** `portOf` is asked when the tests run. */
export function routesAnswer(portOf: () => number): void {
  const all = <T extends object>(target: string): Promise<T[]> => readAll<T>(portOf(), target);

  test.each(PROVIDER_IDS)('/v1/usage knows who uses what at %s', async (provider) => {
    const items = await all<UsageRecord>(`/v1/usage?provider=${provider}&limit=1000`);
    expectFields(items, FIELDS.usage);
    expect(items.every((item) => item.provider === provider && item.account === 'default')).toBe(true);
    expect(items.some(({ consumed }) => (consumed ?? 0) > 0)).toBe(true);
    expect(items.every(({ observedAt }) => INSTANT.test(observedAt))).toBe(true);
    const customers = new Set(items.map(({ customerId }) => customerId));
    expect(customers.size).toBeGreaterThan(4);
  });

  test('/v1/customers lists the customers that hold seats, by name', async () => {
    const items = await all<CustomerItem>('/v1/customers?limit=7');
    expectFields(items, FIELDS.customers);
    for (const provider of ['line-works', 'partner-center', 'trend-micro']) {
      const own = items.filter((item) => item.provider === provider && item.series > 0);
      expect(own.length).toBeGreaterThan(8);
      expect(own.filter(({ consumed }) => (consumed ?? 0) > 0).length).toBeGreaterThan(8);
      expect(own.every(({ customerName }) => (customerName ?? '').length > 2)).toBe(true);
    }
    // Metered quantities are no seats.
    expect(items.filter(({ provider }) => provider === 'naver-cloud')).toEqual([]);
    const found = await all<CustomerItem>('/v1/customers?q=aozora');
    expect(found.map(({ customerName }) => customerName)).toEqual(['Aozora Logistics']);
  });

  test('/v1/overages tells since when somebody is over, largest first', async () => {
    const items = await all<Overage>('/v1/overages');
    expectFields(items, FIELDS.overages);
    expect(new Set(items.map(({ provider }) => provider))).toEqual(
      new Set(['line-works', 'partner-center', 'trend-micro']),
    );
    for (const { since, until, asOf, peak, exceeded, consumed, entitled } of items) {
      expect(since <= asOf && until === null).toBe(true);
      expect(exceeded).toBeGreaterThan(0);
      expect(peak).toBeGreaterThanOrEqual(exceeded);
      expect(exceeded).toBeGreaterThanOrEqual((consumed ?? 0) - (entitled ?? 0));
    }
    expect(items.map(({ exceeded }) => exceeded)).toEqual(
      items.map(({ exceeded }) => exceeded).toSorted((a, b) => b - a),
    );
    const closed = await all<Overage>('/v1/overages?state=closed');
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.every(({ since, until }) => until !== null && since < until)).toBe(true);
    expect(await all<Overage>('/v1/overages?state=all')).toEqual([...items, ...closed]);
  });

  test('/v1/providers says that all is well and simulated', async () => {
    const { items } = await readJson<{ items: ProviderItem[] }>(portOf(), '/v1/providers');
    expectFields(items, FIELDS.providers);
    expect(items.map(({ provider }) => provider)).toEqual([...PROVIDER_IDS]);
    for (const item of items) {
      expect(item).toMatchObject({ account: 'default', status: 'ok', simulated: true, missing: 0 });
      expect(item).toMatchObject({ lastSuccessAt: expect.stringMatching(INSTANT) });
      expect(item.lastRun).toMatchObject({ provider: item.provider, status: 'complete', failures: [] });
    }
  });

  test('/v1/coverage knows of every period that it was observed', async () => {
    const items = await all<CoverageItem>('/v1/coverage?limit=1000');
    expectFields(items, FIELDS.coverage);
    expect(new Set(items.map(({ provider }) => provider))).toEqual(new Set(PROVIDER_IDS));
    expect(new Set(items.map(({ state }) => state))).toEqual(new Set(['observed', 'provisional']));
    expect(items.every(({ code, lastAttemptAt }) => code === null && INSTANT.test(lastAttemptAt ?? ''))).toBe(true);
  });

  test('/v1/runs holds complete runs of every provider, newest first', async () => {
    const items = await all<Run>('/v1/runs');
    expectFields(items, FIELDS.runs);
    expect(items.every(addsUp)).toBe(true);
    const complete = items.filter(({ status }) => status === 'complete');
    expect(new Set(complete.map(({ provider }) => provider))).toEqual(new Set(PROVIDER_IDS));
    for (const run of complete) expect(run).toMatchObject({ failures: [], failuresOmitted: 0 });
    const order = items.map(({ startedAt }) => startedAt);
    expect(order).toEqual(order.toSorted().toReversed());
  });

  test('/v1/corrections is there, and empty where nothing was corrected', async () => {
    expect(await readJson(portOf(), '/v1/corrections')).toEqual({ items: [], next: null });
  });

  test('/config.json, /healthz, the description and the page are public', async () => {
    const port = portOf();
    expect(await readJson(port, '/healthz')).toEqual({ status: 'ok' });
    expect(await readJson(port, '/config.json')).toEqual({
      issuer: null,
      clientId: null,
      scopes: ['seatwatch/read', 'seatwatch/collect'],
      simulated: [...PROVIDER_IDS],
    });
    const { openapi, paths } = await readJson<{ openapi: string; paths: object }>(port, '/v1/openapi.json');
    expect(openapi).toMatch(/^3\.1\./);
    const routes = ['usage', 'overages', 'customers', 'providers', 'coverage', 'corrections', 'runs'];
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(routes.map((route) => `/v1/${route}`)));
    const page = await ask(port, '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.text).toMatch(/Seatwatch/);
    expect(page.text).toMatch(/simulated/i);
    expect((await ask(port, '/', { method: 'HEAD' })).text).toBe('');
  });

  test('refuses a caller that comes under a foreign name or from a foreign page', async () => {
    const port = portOf();
    const foreign: Array<Record<string, string>> = [
      { host: `seatwatch.example:${port}` },
      { host: `localhost:${port + 1}` },
      { origin: 'https://seatwatch.example' },
      { origin: 'null' },
      { origin: `http://localhost:${port + 1}` },
    ];
    for (const headers of foreign) {
      for (const target of ['/', '/v1/usage', '/healthz']) {
        expect((await ask(port, target, { headers })).status).toBe(403);
      }
      const body = { provider: 'naver-cloud' };
      expect((await ask(port, '/v1/runs', { method: 'POST', headers, body })).status).toBe(403);
    }
    expect((await ask(port, '/healthz', { headers: { origin: `http://localhost:${port}` } })).status).toBe(200);
  });

  test('answers a wrong question by naming what is wrong', async () => {
    const port = portOf();
    expect((await ask(port, '/v1/nothing')).status).toBe(404);
    const bad = await ask(port, '/v1/usage?colour=red');
    expect(bad.status).toBe(400);
    expect(bad.headers['content-type']).toBe('application/problem+json');
    expect(bad.text).toContain('colour');
    const wrong = await ask(port, '/v1/usage', { method: 'DELETE' });
    expect([wrong.status, wrong.headers['allow']]).toEqual([405, 'GET, HEAD']);
  });
}
