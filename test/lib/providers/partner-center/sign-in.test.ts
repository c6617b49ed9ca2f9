import { describe, expect, test } from 'vitest';
import type { SimulatedAnswer } from '../../../../infra/local/vendors/simulator.ts';
import { bench, NOW } from './bench.ts';

const refused = (status: number, error: string, code?: number): SimulatedAnswer => ({
  status,
  body: JSON.stringify({
    error,
    ...(code === undefined ? {} : { error_description: `AADSTS${code}: for ann@example.com`, error_codes: [code] }),
  }),
});

const atSignIn = (answer: SimulatedAnswer) => ({
  instead: (target: string) => (target.startsWith('/login/') ? answer : null),
});

const withoutSecondVersion = (target: string): SimulatedAnswer | null =>
  target.endsWith('/oauth2/v2.0/token') ? { status: 404, body: '' } : null;

describe('signing in', () => {
  test('trades the refresh token for an access token at the second version of the endpoint', async () => {
    const { running, read } = await bench();
    await read();
    const [request] = running.requests;
    const { tenantId, clientId, clientSecret, refreshToken } = running.secret as Record<string, string>;
    expect(request).toMatchObject({ method: 'POST', target: `/login/${tenantId}/oauth2/v2.0/token` });
    expect(Object.fromEntries(new URLSearchParams(request?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
      scope: 'https://api.partnercenter.microsoft.com/user_impersonation offline_access',
    });
  });

  test('falls back to the first version where the second is not there', async () => {
    const { running, read } = await bench({ instead: withoutSecondVersion });
    // The simulated vendor has only the second version, so nobody is let in here.
    await expect(read()).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' });
    const forms = running.requests.filter(({ method }) => method === 'POST');
    expect(forms.map(({ target }) => target.split('/').slice(3).join('/'))).toEqual([
      'oauth2/v2.0/token',
      'oauth2/token',
    ]);
    expect(Object.fromEntries(new URLSearchParams(forms[1]?.body))).toMatchObject({
      resource: 'https://api.partnercenter.microsoft.com',
      scope: 'openid',
    });
  });

  test('stores the new refresh token before it uses the access token', async () => {
    const { stored, read } = await bench();
    await read();
    expect(stored).toEqual([expect.stringContaining('before 0 calls')]);
  });

  test('uses the newest stored refresh token the next time', async () => {
    let hours = 0;
    const { stored, read, again, running } = await bench({ now: () => new Date(NOW.getTime() + hours * 3_600_000) });
    await read();
    hours = 1;
    await read('usage', again());
    const forms = running.requests
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => new URLSearchParams(body));
    expect(forms[1]?.get('refresh_token')).toBe(stored[0]?.split(' ')[0]);
    expect(stored).toHaveLength(2);
  });

  test('happens once for requests that come together, and not again while the token lives, in any session', async () => {
    const { read, again, signIns } = await bench();
    await Promise.all([read('usage'), read('deployment')]);
    await read('usage', again());
    expect(signIns()).toBe(1);
  });

  test('happens for each provider anew: an address may have been that of another vendor before', async () => {
    const first = await bench();
    await first.read();
    await first.running.close();
    const second = await bench({ port: Number(new URL(first.running.origin).port) });
    await second.read();
    expect(second.running.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('happens again thirty seconds before the token ends, whether its life is told as text or number', async () => {
    for (const textExpiry of [true, false]) {
      let seconds = 0;
      const { read, signIns } = await bench({ textExpiry, now: () => new Date(NOW.getTime() + seconds * 1000) });
      await read();
      seconds = 3599 - 31;
      await read();
      expect(signIns()).toBe(1);
      seconds = 3599 - 29;
      await read();
      expect(signIns()).toBe(2);
    }
  });

  test('goes on with the stored refresh token when the answer brings none', async () => {
    const { read, stored, session } = await bench({ refreshTokens: 'kept' });
    expect((await read()).readings).not.toEqual([]);
    expect(stored).toEqual([]);
    expect(session.credentialExpiresAt()).toBeNull();
  });

  test('knows that a new refresh token is good for 90 days', async () => {
    const { read, session } = await bench();
    expect(session.credentialExpiresAt()).toBeNull();
    await read();
    expect(session.credentialExpiresAt()).toBe('2027-02-19T02:00:00Z');
  });

  test('asks a national cloud for its own address, and the global one otherwise', async () => {
    const asked: string[] = [];
    const { running, read } = await bench({
      credentials: { baseUrl: 'https://partner.partnercenterapi.microsoftonline.cn' },
      ...atSignIn(refused(400, 'invalid_scope')),
    });
    await expect(read()).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' });
    asked.push(...running.requests.map(({ body }) => new URLSearchParams(body).get('scope') ?? ''));
    expect(asked).toEqual(['https://partner.partnercenterapi.microsoftonline.cn/user_impersonation offline_access']);
  });
});

describe('a sign-in that fails', () => {
  test.each([700082, 70008, 50173, 50076, 50158, 70000])('with AADSTS%i needs a person', async (code) => {
    const { read, signIns } = await bench(atSignIn(refused(400, 'invalid_grant', code)));
    await expect(read()).rejects.toMatchObject({
      code: 'CONSENT_REQUIRED',
      message: expect.stringContaining(`AADSTS${code}`),
    });
    expect(signIns()).toBe(1);
  });

  test.each([
    ['interaction_required', 400, undefined, 'CONSENT_REQUIRED'],
    ['invalid_grant', 400, undefined, 'CONSENT_REQUIRED'],
    ['invalid_grant', 400, 90038, 'CREDENTIALS_REJECTED'],
    ['invalid_client', 401, 7000215, 'CREDENTIALS_REJECTED'],
    ['invalid_request', 400, 90002, 'CREDENTIALS_REJECTED'],
  ])('with %s (HTTP %i, %s) is %s', async (error, status, number, code) => {
    const { read, signIns } = await bench(atSignIn(refused(status, error, number)));
    await expect(read()).rejects.toMatchObject({ code });
    expect(signIns()).toBe(1);
  });

  test.each([
    [refused(500, 'server_error'), 'VENDOR_UNAVAILABLE'],
    [{ status: 503, body: '' }, 'VENDOR_UNAVAILABLE'],
    [refused(400, 'temporarily_unavailable'), 'VENDOR_UNAVAILABLE'],
    [{ status: 429, headers: { 'retry-after': '1' }, body: '' }, 'THROTTLED'],
  ])('for the moment (%j) is tried again within bounds', async (answer, code) => {
    const { read, signIns } = await bench(atSignIn(answer));
    await expect(read()).rejects.toMatchObject({ code });
    expect(signIns()).toBe(4);
  });

  test.each(['<html></html>', '', '{"token_type":"Bearer"}', '{"access_token":""}', '{"access_token":"a\\nb"}'])(
    'with %j under HTTP 200 is an answer that nobody can use',
    async (body) => {
      const { read } = await bench(atSignIn({ status: 200, body }));
      await expect(read()).rejects.toMatchObject({ code: 'VENDOR_RESPONSE_INVALID' });
    },
  );

  test('repeats nothing that the vendor wrote for people', async () => {
    const { read } = await bench(atSignIn(refused(400, 'invalid_grant', 50173)));
    await expect(read()).rejects.not.toThrow(/ann@example\.com/);
  });
});
