/** The API as the page asks it. */
import { describe, expect, test } from 'vitest';
import { type Client, createClient, targetOf } from '../../../functions/page/client/client.ts';
import { asFailure, Failure } from '../../../functions/page/client/failure.ts';
import { SCREENS, customerHref, hrefOf, parseAddress } from '../../../functions/page/navigation/address.ts';

const clientOf = (answer: (target: string, init: RequestInit) => Response | Promise<Response>): Client =>
  createClient({ send: async (target, init) => answer(target, init), token: async () => null });

describe('a question', () => {
  test('leaves out what is not asked', () => {
    expect(targetOf('/v1/usage', { a: 'x y', b: null, c: undefined, d: '', e: 0 })).toBe('/v1/usage?a=x+y&e=0');
    expect(targetOf('/v1/usage')).toBe('/v1/usage');
  });

  test('that is called off fails as what it is', async () => {
    const abort = new AbortController();
    const client = clientOf((_, { signal }) => {
      abort.abort(new Error('nobody waits any more'));
      throw signal?.reason;
    });
    await expect(client.get('/v1/runs', {}, abort.signal)).rejects.toThrow('nobody waits any more');
  });

  test.each([
    [400, 'question'],
    [401, 'sign-in'],
    [403, 'forbidden'],
    [404, 'absent'],
    [405, 'question'],
    [429, 'busy'],
    [500, 'broken'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [504, 'unavailable'],
    [418, 'broken'],
  ])('answered with %i fails as %s', async (status, kind) => {
    const client = clientOf(() => Response.json({ detail: 'so it is', parameter: 'from' }, { status }));
    await expect(client.get('/v1/runs')).rejects.toMatchObject({ kind, detail: 'from: so it is' });
  });

  test('refused by the gateway, or by something that speaks no JSON, fails all the same', async () => {
    const gateway = clientOf(() => Response.json({ message: 'Unauthorized' }, { status: 401 }));
    await expect(gateway.get('/v1/runs')).rejects.toMatchObject({ kind: 'sign-in', detail: 'Unauthorized' });
    for (const body of ['<html>', 'null', '7']) {
      const other = clientOf(() => new Response(body, { status: 502 }));
      await expect(other.get('/v1/runs')).rejects.toMatchObject({ kind: 'unavailable', detail: null });
    }
  });

  test('whose failure nobody foresaw is told in its own words', () => {
    expect(asFailure(new RangeError('no such zone'))).toMatchObject({ kind: 'broken', detail: 'no such zone' });
    expect(asFailure('what')).toMatchObject({ kind: 'broken', detail: null });
    const known = new Failure('busy');
    expect(asFailure(known)).toBe(known);
  });
});

test('an export is followed to its end, and never to another host', async () => {
  const asked: string[] = [];
  const links = ['</v1/usage?cursor=1>; rel="next"', '<https://elsewhere.example/v1/usage?cursor=2>; rel="next"', ''];
  const client = clientOf((target) => {
    const link = links[asked.push(target) - 1] ?? '';
    return new Response('x', { headers: link === '' ? {} : { link } });
  });
  const parts: string[] = [];
  for await (const part of client.parts('/v1/usage', { format: 'csv' })) parts.push(await part.text());
  expect(parts).toEqual(['x', 'x', 'x']);
  expect(asked).toEqual(['/v1/usage?format=csv', '/v1/usage?cursor=1', '/v1/usage?cursor=2']);
});

describe('an address', () => {
  test.each(SCREENS)('of %s leads back to it', (screen) => {
    const query = { q: 'ä & "b"', from: '2026-01-01' };
    expect(parseAddress(hrefOf(screen, query).slice(1))).toEqual({ screen, query });
    expect(parseAddress(hrefOf(screen).slice(1))).toEqual({ screen, query: {} });
  });

  test('holds what was given and nothing empty', () => {
    expect(hrefOf('home')).toBe('/');
    expect(hrefOf('home', { a: '', b: null, c: undefined, d: '1' })).toBe('/?d=1');
    expect(parseAddress('?q=&screen=find&from=a&from=b')).toEqual({ screen: 'find', query: { from: 'b' } });
    expect(parseAddress('?screen=elsewhere').screen).toBeNull();
    expect(customerHref({ provider: 'trend-micro', account: 'a b', customerId: 'x/y' })).toBe(
      '/?screen=customer&provider=trend-micro&account=a+b&customer=x%2Fy',
    );
  });
});
