import { describe, expect, test } from 'vitest';
import { judged } from '../../../../lib/providers/line-works/answers.ts';

const now = new Date('2026-11-21T02:00:00Z');
const judge = (status: number, code = '', description = '', headers: Record<string, string> = {}) =>
  judged({ status, headers, text: JSON.stringify({ code, description }) }, now);

describe('an answer of the API', () => {
  test.each([
    [429, 'TOO_MANY_REQUESTS', 'THROTTLED'],
    [500, 'INTERNAL_SERVER_ERROR', 'VENDOR_UNAVAILABLE'],
    [503, '', 'VENDOR_UNAVAILABLE'],
    [403, 'FORBIDDEN', 'CONSENT_REQUIRED'],
    [403, 'ACCESS_DENIED', 'PERMISSION_DENIED'],
    [403, 'LIMIT_EXCEEDED', 'VENDOR_REQUEST_REFUSED'],
    [403, 'OUT_OF_RANGE', 'VENDOR_REQUEST_REFUSED'],
    [403, '', 'PERMISSION_DENIED'],
    // Names that every object of JavaScript has.
    [403, 'constructor', 'PERMISSION_DENIED'],
    [403, '__proto__', 'PERMISSION_DENIED'],
    [400, 'BAD_REQUEST', 'VENDOR_REQUEST_REFUSED'],
    [400, 'INVALID_PARAMETER', 'VENDOR_REQUEST_REFUSED'],
    [400, 'MISSING_PARAMETER', 'VENDOR_REQUEST_REFUSED'],
    [400, 'LIMIT_EXCEEDED', 'VENDOR_REQUEST_REFUSED'],
    [400, 'OUT_OF_RANGE', 'VENDOR_REQUEST_REFUSED'],
    [404, 'NOT_FOUND', 'NOT_FOUND'],
    [404, 'DOMAIN_NOT_EXIST', 'NOT_FOUND'],
    [409, 'CONFLICT', 'VENDOR_REQUEST_REFUSED'],
    [410, 'DELETED', 'NOT_FOUND'],
    [301, '', 'VENDOR_REQUEST_REFUSED'],
  ])('%i %s means %s', (status, code, expected) => {
    expect(judge(status, code)).toHaveProperty('code', expected);
  });

  test('200 is good', () => {
    expect(judge(200)).toBeNull();
  });

  test('that repeats a secret, however short, does not bring it into a message', () => {
    const answer = { status: 403, headers: {}, text: '{"code":"s3cret","description":"not with s3cret of id-7"}' };
    expect(judged(answer, now, ['s3cret', 'id-7'])?.message).toBe('refused (403 … not with … of …)');
  });

  test('410 says that the customer is gone for good, 404 does not', () => {
    expect(judge(410, 'DELETED')).toHaveProperty('gone', true);
    expect(judge(404, 'NOT_FOUND')).not.toHaveProperty('gone');
  });

  test('"Api not exists" points at the address, not at the customer', () => {
    expect(judge(404, 'NOT_FOUND', 'Api not exists')?.message).toContain('is baseUrl right?');
  });

  test('429 waits for the reset, or for Retry-After where it is sent', () => {
    expect(judge(429, '', '', { 'ratelimit-reset': '17' })).toHaveProperty('waitMs', 17_000);
    expect(judge(429, '', '', { 'ratelimit-reset': '17', 'retry-after': '5' })).toHaveProperty('waitMs', 5000);
    expect(judge(429, '', '', { 'ratelimit-reset': '0' })).not.toHaveProperty('waitMs');
    expect(judge(429)).not.toHaveProperty('waitMs');
  });

  test('is quoted shortened and without what looks personal or secret', () => {
    const said = `no ${'x'.repeat(19)} for someone@example.com with token kr1${'Ab+/'.repeat(9)} ${'and so on '.repeat(40)}`;
    const message = judge(400, 'BAD_REQUEST', said)?.message ?? '';
    expect(message.length).toBeLessThan(240);
    expect(message).toContain('400 BAD_REQUEST no');
    expect(message).not.toMatch(/@|kr1/);
  });

  test('is understood without a JSON body', () => {
    expect(judged({ status: 403, headers: {}, text: '<html>' }, now)).toHaveProperty('message', 'refused (403)');
  });
});
