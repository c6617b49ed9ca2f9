import { describe, expect, test } from 'vitest';
import { SeatwatchError } from '../../../../lib/errors.ts';
import { redirectTarget } from '../../../../lib/providers/line-works/redirect.ts';
import { serveHttp } from '../../../support/http-server.ts';
import { failureOf } from '../open.ts';
import { benchOf, windowOf } from './bench.ts';

const base = 'https://www.worksapis.com/v1.0';
const from = `${base}/partners/customers/10000001/usages?year=2026&month=11`;

describe('a redirect', () => {
  test.each([
    ['https://jp1.worksapis.com/v1.0/x?year=2026', 'https://jp1.worksapis.com/v1.0/x?year=2026'],
    ['https://worksapis.com/x', 'https://worksapis.com/x'],
    ['/v1.0/elsewhere?a=b', 'https://www.worksapis.com/v1.0/elsewhere?a=b'],
  ])('may lead to %s', (location, target) => {
    expect(redirectTarget(location, from, base)).toBe(target);
  });

  test.each([
    'https://worksapis.com.example.net/',
    'https://notworksapis.com/',
    'http://www.worksapis.com/v1.0/x',
    'https://user:word@www.worksapis.com/',
    'https://example.com/?next=https://www.worksapis.com',
    'data:text/plain,x',
    'https://',
    undefined,
  ])('may not lead to %s', (location) => {
    expect(() => redirectTarget(location, from, base)).toThrow(SeatwatchError);
  });

  test('may lead to the very origin that the secret names, not to another port of it', () => {
    const local = 'http://127.0.0.1:4281/v1.0';
    expect(redirectTarget('http://127.0.0.1:4281/x', from, local)).toBe('http://127.0.0.1:4281/x');
    expect(() => redirectTarget('http://127.0.0.1:4282/x', from, local)).toThrow(/another host/);
  });
});

describe('the API’s 307', () => {
  const usages = windowOf('usages');

  test('is followed with the token', async () => {
    const bench = await benchOf();
    const location = '/v1.0/partners/customers/10000002/usages?year=2026&month=11';
    bench.running.fault({ kind: 'status', status: 307, headers: { location }, path: '/10000001/usages', times: 1 });
    const { read } = bench.session();
    expect(await read(usages)).toEqual(
      (await read(windowOf('usages', '10000002'))).map((row) => ({ ...row, customerId: '10000001' })),
    );
    expect(bench.running.requests.at(-1)?.headers.authorization).toMatch(/^Bearer /);
  });

  test('to another host is refused, and nothing is sent there', async () => {
    const elsewhere = await serveHttp((_, response) => response.end('{}'));
    const bench = await benchOf();
    const headers = { location: `${elsewhere.origin}/usages` };
    bench.running.fault({ kind: 'status', status: 307, headers, path: '/usages?' });
    expect(await failureOf(bench.session().read(usages))).toHaveProperty('code', 'VENDOR_REQUEST_REFUSED');
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  test('without end is given up after three', async () => {
    const bench = await benchOf();
    const headers = { location: '/v1.0/partners/customers/10000001/usages?year=2026&month=11' };
    bench.running.fault({ kind: 'status', status: 307, headers, path: '/usages?' });
    expect(await failureOf(bench.session().read(usages))).toHaveProperty('code', 'VENDOR_REQUEST_REFUSED');
    expect(bench.asked()).toHaveLength(4);
  });
});
