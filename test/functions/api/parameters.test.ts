import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { type Door, eventOf, openDoor, tableOf } from './door.ts';
import { fillWorld, NOW, TENANT } from './world.ts';

let db: LocalDynamoDb;
let door: Door;

beforeAll(async () => {
  db = await startDynamoDb();
  door = openDoor(tableOf(db), { now: () => NOW });
  await fillWorld(door.table);
});
afterAll(() => db.close());

describe('a parameter at fault is named', () => {
  test.each([
    ['/v1/usage?colour=red', 'colour'],
    ['/v1/usage?__proto__=1', '__proto__'],
    ['/v1/usage?constructor=1', 'constructor'],
    ['/v1/usage?limit=10&limit=10', 'limit'],
    ['/v1/usage?provider=line-works&provider=trend-micro', 'provider'],
    ['/v1/usage?provider=acme', 'provider'],
    ['/v1/usage?provider=Line-Works', 'provider'],
    ['/v1/usage?provider=', 'provider'],
    ['/v1/usage?customer=', 'customer'],
    [`/v1/usage?customer=${'%23'.repeat(500)}`, 'customer'],
    [`/v1/coverage?customer=${'%E6%9D%B1'.repeat(400)}`, 'customer'],
    ['/v1/usage?dataset=nothing', 'dataset'],
    ['/v1/usage?measure=chairs', 'measure'],
    ['/v1/usage?level=upper', 'level'],
    ['/v1/usage?limit=0', 'limit'],
    ['/v1/usage?limit=1001', 'limit'],
    ['/v1/usage?limit=1.5', 'limit'],
    ['/v1/usage?limit=-1', 'limit'],
    ['/v1/usage?limit=%2010', 'limit'],
    ['/v1/usage?limit=1e2', 'limit'],
    ['/v1/usage?limit=', 'limit'],
    ['/v1/usage?from=2026-02-30', 'from'],
    ['/v1/usage?from=2026-11', 'from'],
    ['/v1/usage?to=yesterday', 'to'],
    ['/v1/usage?to=2026-13-01', 'to'],
    ['/v1/usage?from=2026-11-20&to=2026-11-19', 'from'],
    ['/v1/usage?from=2025-11-20&to=2026-11-21', 'from'],
    ['/v1/usage?from=2025-01-01', 'from'],
    ['/v1/usage?format=xml', 'format'],
    ['/v1/usage?cursor=abc', 'cursor'],
    ['/v1/usage?cursor=', 'cursor'],
    ['/v1/usage?state=open', 'state'],
    ['/v1/overages?state=ajar', 'state'],
    ['/v1/overages?from=2026-11-20', 'from'],
    ['/v1/customers?customer=1', 'customer'],
    ['/v1/customers?format=csv', 'format'],
    ['/v1/providers?provider=line-works', 'provider'],
    ['/v1/coverage?measure=seats', 'measure'],
    ['/v1/corrections?dataset=usages', 'dataset'],
    ['/v1/runs?from=2026-11-20', 'from'],
  ])('%s', async (target, parameter) => {
    const answer = await door.get(target);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json).toMatchObject({ type: 'about:blank', title: 'Bad Request', status: 400, parameter });
  });

  test('any id that can be kept can be asked for', async () => {
    for (const id of ['#'.repeat(100), 'x'.repeat(512), '東'.repeat(170), '%25#', '\u{10FFFD}', ' ', '\u0000']) {
      for (const route of ['usage', 'coverage', 'overages', 'corrections']) {
        const answer = await door.get(`/v1/${route}?provider=naver-cloud&customer=${encodeURIComponent(id)}`);
        expect([route, id, answer.status]).toEqual([route, id, 200]);
      }
    }
    // The ledger's ranges end at the last character of all, so no id holds it.
    const none = await door.get(`/v1/usage?provider=naver-cloud&customer=${encodeURIComponent('\u{10FFFF}')}`);
    expect(none.status).toBe(400);
  });

  test('the longest range is 366 days', async () => {
    expect((await door.get('/v1/usage?provider=naver-cloud&from=2025-11-21&to=2026-11-21')).status).toBe(200);
    expect((await door.get('/v1/usage?provider=naver-cloud&from=2027-01-01')).status).toBe(200);
    expect((await door.get('/v1/usage?provider=naver-cloud&to=2027-01-01')).status).toBe(200);
    expect((await door.get('/v1/usage?provider=naver-cloud&from=0001-01-01&to=0001-01-02')).status).toBe(200);
    expect((await door.get('/v1/usage?provider=naver-cloud&to=0000-01-05')).status).toBe(200);
    expect((await door.get('/v1/usage?provider=naver-cloud&from=9999-12-30&to=9999-12-31')).status).toBe(200);
  });
});

const first = async (query: string): Promise<string> => {
  const { next } = await door.page(`/v1/usage?${query}`);
  if (next === null) throw new Error('there is no next page');
  return next;
};

describe('a cursor', () => {
  test('brings the filters and the range that it was made with', async () => {
    const query = `provider=line-works&account=default&from=2026-11-17&to=2026-11-19`;
    const whole = await door.page(`/v1/usage?${query}`);
    const begun = await door.page(`/v1/usage?${query}&limit=5`);
    const rest = await door.page(`/v1/usage?cursor=${begun.next}`);
    expect([...begun.items, ...rest.items]).toEqual(whole.items);
    expect(rest.next).toBeNull();
  });

  test('lets parameters be repeated as they were, and the limit be another', async () => {
    const next = await first(`customer=${TENANT}&limit=1`);
    const same = await door.page(`/v1/usage?customer=${TENANT.toLowerCase()}&limit=1000&cursor=${next}`);
    expect(same.items).toHaveLength(3);
    const ranged = await first('from=2026-11-17&limit=1');
    expect((await door.get(`/v1/usage?from=2026-11-17&to=2026-11-21&cursor=${ranged}`)).status).toBe(200);
  });

  test.each([
    ['provider=trend-micro', 'provider'],
    ['from=2026-11-18', 'from'],
    ['customer=10000001', 'customer'],
    ['product=x', 'product'],
  ])('refuses another %s', async (other, parameter) => {
    const next = await first('provider=line-works&from=2026-11-17&limit=1');
    expect((await door.get(`/v1/usage?cursor=${next}&${other}`)).json).toMatchObject({ status: 400, parameter });
  });

  test('is of one route and unchanged', async () => {
    const next = await first('limit=1');
    expect((await door.get(`/v1/coverage?cursor=${next}`)).json).toMatchObject({ parameter: 'cursor' });
    for (let index = 0; index < next.length; index += 7) {
      const other = next.charAt(index) === 'A' ? 'B' : 'A';
      const broken = `${next.slice(0, index)}${other}${next.slice(index + 1)}`;
      expect((await door.get(`/v1/usage?cursor=${broken}`)).json).toMatchObject({ parameter: 'cursor' });
    }
    expect((await door.get(`/v1/usage?cursor=${next.slice(1)}`)).json).toMatchObject({ parameter: 'cursor' });
  });
});

describe('routes and methods', () => {
  test('an unknown route is 404, an unknown method 405 with what is allowed', async () => {
    expect((await door.get('/v1/nothing')).json).toMatchObject({ status: 404, title: 'Not Found' });
    expect((await door.get('/v1/usage/')).status).toBe(404);
    expect((await door.get('/assets/nothing.js')).status).toBe(404);
    const answer = await door.send(eventOf('DELETE', '/v1/usage'));
    expect([answer.status, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
    expect((await door.send(eventOf('PUT', '/v1/runs'))).headers['allow']).toBe('GET, HEAD, POST');
    expect((await door.send(eventOf('POST', '/healthz'))).headers['allow']).toBe('GET, HEAD');
    expect((await door.send(eventOf('POST', '/v1/openapi.json'))).status).toBe(405);
  });

  test('HEAD answers as GET without the body', async () => {
    for (const path of [
      '/v1/usage?customer=c-1',
      '/v1/usage?customer=c-1&format=csv',
      '/v1/runs',
      '/healthz',
      '/config.json',
    ]) {
      const [got, head] = [await door.get(path), await door.send(eventOf('HEAD', path))];
      expect([head.status, head.text]).toEqual([200, '']);
      expect(head.headers).toEqual(got.headers);
    }
    expect((await door.send(eventOf('HEAD', '/v1/usage?limit=0'))).status).toBe(400);
  });

  test('a request that cannot be understood is refused in the same form', async () => {
    const odd = await door.send({ ...eventOf('TRACE', '/v1/usage') });
    expect([odd.status, odd.headers['content-type']]).toEqual([400, 'application/problem+json']);
    expect((await door.send({})).status).toBe(200);
    expect((await door.send({ rawPath: '/v1/usage?limit=0' })).status).toBe(404);
    expect((await door.get('/v1/%zz')).status).toBe(404);
  });

  test('the function answers health and its configuration', async () => {
    expect((await door.get('/healthz')).text).toBe('{"status":"ok"}');
    const other = openDoor(tableOf(db), {
      env: {
        SEATWATCH_ISSUER: 'https://issuer',
        SEATWATCH_CLIENT_ID: 'app',
        SEATWATCH_SIMULATED: 'trend-micro,line-works',
      },
    });
    expect((await other.get('/config.json')).json).toEqual({
      issuer: 'https://issuer',
      clientId: 'app',
      scopes: ['seatwatch/read', 'seatwatch/collect'],
      simulated: ['line-works', 'trend-micro'],
    });
  });

  test('a ledger out of reach is 503', async () => {
    const lost = openDoor({ name: 'no-such-table', client: db.client });
    const answer = await lost.get('/v1/runs');
    expect(answer.json).toMatchObject({ status: 503 });
    expect(answer.text).not.toContain('no-such-table');
  });
});
