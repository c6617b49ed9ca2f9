import { describe, expect, test } from 'vitest';
import { readAnswer } from '../../../../lib/providers/partner-center/refusal.ts';
import { bench, NOW } from './bench.ts';

const LIST = '/usage/';
const error = (code: string | number, description = 'for ann@example.com'): string =>
  JSON.stringify({ code, description, data: [], source: 'PartnerAPI' });

/** How often the list is asked for, and what that ends in, when it always answers this. */
async function meeting(status: number, body: string) {
  const { running, read, asked, signIns, notices } = await bench();
  running.fault({ kind: 'body', path: LIST, status, body });
  const failure: unknown = await read().catch((thrown: unknown) => thrown);
  return { failure, asked: asked().length, signIns: signIns(), notices };
}

describe('a refusal of the vendor', () => {
  // The rows of the vendor's table: status, body, code, requests, sign-ins.
  test.each([
    [401, '', 'CREDENTIALS_REJECTED', 2, 2],
    [401, error('800001'), 'CREDENTIALS_REJECTED', 2, 2],
    [400, error('0', 'Access denied.'), 'CREDENTIALS_REJECTED', 2, 2],
    [401, error('900420'), 'CREDENTIALS_REJECTED', 1, 1],
    [401, error('900421'), 'CONSENT_REQUIRED', 1, 1],
    [401, '<html>Unauthorized - MFA required</html>', 'CONSENT_REQUIRED', 1, 1],
    [403, error('900329'), 'CONSENT_REQUIRED', 1, 1],
    [403, error('900309'), 'CONSENT_REQUIRED', 1, 1],
    [403, error('90000'), 'CONSENT_REQUIRED', 1, 1],
    [403, error('900308'), 'CONSENT_REQUIRED', 1, 1],
    [403, error('2032'), 'CONSENT_REQUIRED', 1, 1],
    [403, '{"code":"Forbidden","message":"text","source":"AnalyticsAPI","details":[]}', 'CONSENT_REQUIRED', 1, 1],
    // The same at the other path: the customer that it speaks of was never named.
    [403, error(20002), 'PERMISSION_DENIED', 2, 1],
    [404, error('1000'), 'NOT_FOUND', 2, 1],
    [404, error('60003'), 'NOT_FOUND', 2, 1],
    [400, error('3000'), 'VENDOR_REQUEST_REFUSED', 1, 1],
    [400, error('400056'), 'VENDOR_REQUEST_REFUSED', 1, 1],
    [400, error('800002'), 'VENDOR_REQUEST_REFUSED', 1, 1],
    [400, error('constructor'), 'VENDOR_REQUEST_REFUSED', 1, 1],
    [405, '', 'VENDOR_REQUEST_REFUSED', 1, 1],
    [409, '', 'VENDOR_REQUEST_REFUSED', 1, 1],
    [501, error('0'), 'VENDOR_REQUEST_REFUSED', 1, 1],
    [302, '', 'VENDOR_REQUEST_REFUSED', 1, 1],
    [408, '', 'VENDOR_UNAVAILABLE', 4, 1],
    [500, error('800003'), 'VENDOR_UNAVAILABLE', 4, 1],
    [502, '<html></html>', 'VENDOR_UNAVAILABLE', 4, 1],
    [429, '{"statusCode":429,"message":"Rate limit is exceeded."}', 'THROTTLED', 4, 1],
    [200, error('400072'), 'VENDOR_RESPONSE_INVALID', 1, 1],
    [200, error('900421'), 'CONSENT_REQUIRED', 1, 1],
    [200, '{"statusCode":429,"message":"Rate limit is exceeded."}', 'THROTTLED', 4, 1],
    [200, '{"Value":[],"code":"800003"}', 'VENDOR_UNAVAILABLE', 4, 1],
    [200, '{"Value":{},"TotalCount":0}', 'VENDOR_RESPONSE_INVALID', 1, 1],
    [200, '{"Value":[],"TotalCount":"none"}', 'VENDOR_RESPONSE_INVALID', 1, 1],
    [204, '', 'VENDOR_RESPONSE_INVALID', 1, 1],
  ])('with HTTP %i and %j is %s', async (status, body, code, asked, signIns) => {
    const met = await meeting(status, body);
    expect(met.failure).toMatchObject({ code });
    expect({ asked: met.asked, signIns: met.signIns }).toEqual({ asked, signIns });
  });

  test('is told without what was written for people, but with the ids that support asks for', async () => {
    const { failure, notices } = await meeting(403, error('2032'));
    expect(String(failure)).toContain('code 2032');
    expect(String(failure)).not.toContain('ann@example.com');
    expect(notices.join()).not.toContain('ann@example.com');
    expect(notices.join()).toContain('"code":"2032"');
  });

  test('of an access token is over once a new one is accepted', async () => {
    const { running, read, signIns } = await bench();
    running.fault({ kind: 'status', path: LIST, status: 401, times: 1 });
    expect((await read()).readings).not.toEqual([]);
    expect(signIns()).toBe(2);
  });

  test('for want of consent forgets the access token, so that the next run sees what a person mended', async () => {
    const { running, read, again, signIns } = await bench();
    running.fault({ kind: 'body', path: LIST, status: 401, body: error('900421'), times: 1 });
    await expect(read()).rejects.toMatchObject({ code: 'CONSENT_REQUIRED' });
    await read('usage', again());
    expect(signIns()).toBe(2);
  });

  test('may say how long to wait', () => {
    const answer = { status: 429, headers: { 'retry-after': '57' }, text: '' };
    expect(readAnswer(answer, NOW)).toMatchObject({ code: 'THROTTLED', waitMs: 57_000 });
  });
});

const answered = (body: unknown) => readAnswer({ status: 200, headers: {}, text: JSON.stringify(body) }, NOW);

describe('the envelope of a list', () => {
  test.each([
    [
      { Value: [1], '@nextLink': null, TotalCount: 1 },
      { rows: [1], total: 1 },
    ],
    [
      { value: [1], nextLink: '', totalCount: 1 },
      { rows: [1], total: 1 },
    ],
    [
      { items: [1], '@odata.nextLink': 'x y', TotalCount: '' },
      { rows: [1], total: null },
    ],
    [
      { Value: [1], TotalCount: null },
      { rows: [1], total: null },
    ],
    [
      { Value: [1], code: 'whatever' },
      { rows: [1], total: null },
    ],
  ])('%j is a page', (body, page) => {
    expect(answered(body)).toEqual(page);
  });
});

test('what the vendor’s support asks for is logged, and no access token that came back in it', async () => {
  const { running, read, notices } = await bench();
  running.fault({ kind: 'status', path: LIST, status: 400, headers: { 'ms-requestid': 'r-1', 'ms-cv': 'c.1' } });
  await read().catch(() => undefined);
  expect(notices.join()).toContain('"requestId":"r-1"');
  const [, token = ''] = running.requests.at(-1)?.headers['authorization']?.split(' ') ?? [];
  running.clearFaults();
  const names = ['ms-requestid', 'ms-correlationid', 'ms-cv', 'ms-serverid'];
  const headers = Object.fromEntries(names.map((name) => [name, `id ${token}`]));
  running.fault({ kind: 'status', path: LIST, status: 400, headers });
  notices.length = 0;
  await read().catch(() => undefined);
  expect(notices.join()).toContain('"requestId":null');
  expect(notices.join()).not.toContain(token.slice(0, 20));
});
