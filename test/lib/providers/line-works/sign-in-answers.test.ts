import { describe, expect, test } from 'vitest';
import { type Grant, issuedBy, judgedSignIn } from '../../../../lib/providers/line-works/sign-in-answers.ts';

const now = new Date('2026-11-21T02:00:00Z');
const answer = (status: number, body: unknown, headers = {}) => ({
  status,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const verdict = (grant: Grant, status: number, body: unknown) => judgedSignIn(answer(status, body), grant, now);

describe('the auth host', () => {
  test.each<[string, Grant, number, unknown, string]>([
    ['a service account with a bad key', 'service account', 400, { error: 'invalid_grant' }, 'CREDENTIALS_REJECTED'],
    ['a service account of another app', 'service account', 401, { error: 'invalid_client' }, 'CREDENTIALS_REJECTED'],
    ['a service account, in the older shape', 'service account', 400, { returnCode: '24' }, 'CREDENTIALS_REJECTED'],
    ['a dead refresh token', 'refresh token', 400, { error: 'invalid_grant' }, 'CONSENT_REQUIRED'],
    ['a dead refresh token, as 401', 'refresh token', 401, { error: 'invalid_grant' }, 'CONSENT_REQUIRED'],
    [
      'a dead refresh token, in the older shape',
      'refresh token',
      401,
      { returnCode: '24', returnMessage: 'The refresh token has expired' },
      'CONSENT_REQUIRED',
    ],
    ['a scope that was taken away', 'refresh token', 400, { error: 'invalid_scope' }, 'CONSENT_REQUIRED'],
    ['a wrong client secret', 'refresh token', 401, { error: 'invalid_client' }, 'CREDENTIALS_REJECTED'],
    ['a refusal without a reason', 'refresh token', 403, '', 'CONSENT_REQUIRED'],
    ['an error under 200', 'service account', 200, { returnCode: '99' }, 'CREDENTIALS_REJECTED'],
    ['too many sign-ins', 'service account', 429, '', 'THROTTLED'],
    ['a failure of its own', 'service account', 502, '<html>', 'VENDOR_UNAVAILABLE'],
    ['a redirect', 'service account', 302, '', 'VENDOR_REQUEST_REFUSED'],
    ['a web page instead of a token', 'service account', 200, '<html>', 'VENDOR_RESPONSE_INVALID'],
    ['a token that no header can hold', 'service account', 200, { access_token: 'a\nb' }, 'VENDOR_RESPONSE_INVALID'],
  ])('says %s', (_, grant, status, body, code) => {
    expect(verdict(grant, status, body)).toHaveProperty('code', code);
  });

  test('waits as long as it asks', () => {
    const throttled = judgedSignIn(answer(429, '', { 'ratelimit-reset': '7' }), 'service account', now);
    expect(throttled).toHaveProperty('waitMs', 7000);
  });

  test('is quoted without tokens and addresses of people', () => {
    const said = {
      error: 'invalid_grant',
      error_description: `someone@example.com ${'aB3+/'.repeat(10)}== is unknown`,
    };
    expect(verdict('service account', 400, said)?.message).toMatch(/refused \(400 invalid_grant … … is unknown\)$/);
  });

  test.each([
    ['86400', 86_400],
    [3600, 3600],
    [undefined, 3600],
    ['soon', 3600],
    ['-1', 3600],
  ])('gives a token a life of %s: %s seconds', (given, seconds) => {
    const issued = issuedBy(answer(200, { access_token: 'kr1/A+b==', expires_in: given }));
    expect(issued).toEqual({ accessToken: 'kr1/A+b==', refreshToken: null, lifeSeconds: seconds });
  });
});
