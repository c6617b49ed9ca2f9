import { describe, expect, test } from 'vitest';
import { failureOf } from '../open.ts';
import { atVendor, NOW } from './at-vendor.ts';

const LICENCE = 'vendors/license?start_time=1763596800&end_time=1763683200';

describe('a request', () => {
  test('carries the key id, the time in seconds, a trace id and a content type of exactly 31 characters', () =>
    atVendor({}, async ({ session, running }) => {
      await session.get(LICENCE);
      const request = running.requests[0];
      expect(request).toMatchObject({ target: `/SMPI/v2.8/service/wfbss/api/${LICENCE}`, body: '' });
      expect(request?.headers).toMatchObject({
        'x-access-token': (running.secret as { accessToken: string }).accessToken,
        'x-posix-time': String(Date.parse(NOW) / 1000),
        'x-traceid': expect.stringMatching(/^[0-9a-f-]{36}$/),
        'content-type': 'application/json; charset=utf-8',
      });
      expect(request?.headers['content-type']).toHaveLength(31);
    }));

  test('is signed anew for each attempt, under a trace id of its own', () =>
    atVendor({}, async ({ session, running }) => {
      running.fault({ kind: 'status', status: 500, times: 2 });
      await session.get(LICENCE);
      const traces = running.requests.map((request) => request.headers['x-traceid']);
      expect(new Set(traces).size).toBe(3);
    }));

  test.each([
    ['another version', { version: 'v2.6' }, '', '/SMPI/v2.6/service/wfbss/api/customers?page=1&limit=100'],
    ['no version', { version: '' }, '', '/SMPI/service/wfbss/api/customers?page=1&limit=100'],
  ])('can go to %s', (_, secret, __, target) =>
    atVendor({ secret }, async ({ session, running }) => {
      await session.get('customers?page=1&limit=100');
      expect(running.requests[0]?.target).toBe(target);
    }),
  );

  test('to an address with a path is signed with that path', () =>
    atVendor({}, async ({ running: { origin } }) => {
      await atVendor({ secret: { baseUrl: `${origin}/gateway/` } }, async ({ session }) => {
        // The simulated vendor is not behind that path: it finds nothing there, but the signature was good.
        expect(await failureOf(session.get(LICENCE))).toHaveProperty('code', 'NOT_FOUND');
      });
    }));
});

describe('a clock', () => {
  test.each([-20, 20])('that is %i minutes off is made good once, from the date of the refusal', (minutes) =>
    atVendor({ clockAheadSeconds: minutes * 60 }, async ({ session, running, notices }) => {
      await session.get(LICENCE);
      expect(running.requests).toHaveLength(2);
      expect(notices).toEqual([expect.stringContaining(String(minutes * 60))]);
      await session.get(LICENCE);
      expect(running.requests).toHaveLength(3);
    }),
  );

  test('is made good once a request, and again when it drifts', () =>
    atVendor({}, async ({ session, running }) => {
      const refusedAt = (minutes: number): void => {
        const date = new Date(Date.parse(NOW) + minutes * 60_000).toUTCString();
        running.fault({ kind: 'status', status: 401, headers: { date }, times: 1 });
      };
      refusedAt(5);
      await session.get(LICENCE);
      refusedAt(12);
      await session.get(LICENCE);
      refusedAt(14);
      refusedAt(2);
      expect(await failureOf(session.get(LICENCE))).toHaveProperty('code', 'CREDENTIALS_REJECTED');
      const ahead = running.requests.map(({ headers }) => Number(headers['x-posix-time']) - Date.parse(NOW) / 1000);
      expect(ahead.map((seconds) => seconds / 60)).toEqual([0, 5, 5, 12, 12, 14]);
    }));

  test('within the tolerance is left as it is', () =>
    atVendor({ clockAheadSeconds: 14 * 60 }, async ({ session, running }) => {
      await session.get(LICENCE);
      expect(running.requests).toHaveLength(1);
    }));

  test('that is off does not excuse a wrong key', () =>
    atVendor({ clockAheadSeconds: 3600, secret: { secretKey: 'another' } }, async ({ session, running }) => {
      expect(await failureOf(session.get(LICENCE))).toHaveProperty('code', 'CREDENTIALS_REJECTED');
      expect(running.requests).toHaveLength(2);
    }));

  test('that is right makes a refusal final at once', () =>
    atVendor({ secret: { secretKey: 'another' } }, async ({ session, running }) => {
      expect(await failureOf(session.get(LICENCE))).toHaveProperty('code', 'CREDENTIALS_REJECTED');
      expect(running.requests).toHaveLength(1);
    }));
});

describe('an answer', () => {
  test.each([
    [400, 'VENDOR_REQUEST_REFUSED', 1],
    [401, 'CREDENTIALS_REJECTED', 1],
    [403, 'CREDENTIALS_REJECTED', 1],
    [404, 'NOT_FOUND', 1],
    [405, 'VENDOR_REQUEST_REFUSED', 1],
    [408, 'VENDOR_UNAVAILABLE', 4],
    [410, 'NOT_FOUND', 1],
    [422, 'VENDOR_REQUEST_REFUSED', 1],
    [429, 'THROTTLED', 4],
    [500, 'VENDOR_UNAVAILABLE', 4],
    [504, 'VENDOR_UNAVAILABLE', 4],
    [302, 'VENDOR_RESPONSE_INVALID', 1],
    [204, 'VENDOR_RESPONSE_INVALID', 1],
  ])('of HTTP %i is %s after %i attempts', (status, code, attempts) =>
    atVendor({}, async ({ session, running }) => {
      // Without a date of today there is no clock to doubt.
      running.fault({ kind: 'status', status, headers: { date: new Date(NOW).toUTCString() } });
      expect(await failureOf(session.get(LICENCE))).toHaveProperty('code', code);
      expect(running.requests).toHaveLength(attempts);
    }),
  );

  test('on a wrong path says to check version and address', () =>
    atVendor({ secret: { version: 'v9.9' } }, async ({ session }) => {
      const { message } = await failureOf(session.get(LICENCE));
      expect(message).toContain('check version and baseUrl');
    }));

  test('is quoted with its subject and message, without keys and e-mail addresses', () =>
    atVendor({ secret: { secretKey: 'horse battery' } }, async ({ session, running }) => {
      const { accessToken } = running.secret as { accessToken: string };
      const error_message = `no\n${accessToken.toLowerCase()} horse battery a@b.example ${'long '.repeat(99)}`;
      running.fault({
        kind: 'status',
        status: 400,
        body: JSON.stringify({ error_subject: 'request_parameter_is_invalid', error_message }),
      });
      const { message } = await failureOf(session.get(LICENCE));
      expect(message).toContain('(request_parameter_is_invalid: no … … … long long');
      expect(message.length).toBeLessThan(350);
    }));

  test.each(['', '  ', '<html></html>', '{"customers": [', '[{]'])(
    'of HTTP 200 and %j is no answer, whatever its content type',
    (body) =>
      atVendor({}, async ({ session, running }) => {
        running.fault({ kind: 'body', body });
        const { code, message } = await failureOf(session.get(LICENCE));
        expect(code).toBe('VENDOR_RESPONSE_INVALID');
        expect(message).not.toContain('html');
        expect(running.requests).toHaveLength(1);
      }),
  );

  test('in JSON is read though it calls itself text/html', () =>
    atVendor({ licenses: [] }, async ({ session, running }) => {
      running.fault({ kind: 'body', body: '[]', headers: { 'content-type': 'text/html' } });
      expect((await session.get(LICENCE)).json).toEqual([]);
    }));
});

test('a session sees the whole account and knows no end of its key', () =>
  atVendor({}, async ({ session }) => {
    expect(session.scope).toBe('all');
    expect(session.credentialExpiresAt()).toBeNull();
  }));
