import { createPrivateKey, sign } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lineWorksVendor } from '../../../../infra/local/vendors/line-works.ts';
import { serve } from '../../../../infra/local/vendors/simulator.ts';

type Options = Omit<Parameters<typeof lineWorksVendor>[0], 'now'>;
type Json = Record<string, unknown>;
const START = Date.parse('2026-11-21T02:00:00Z');

const answerOf = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  body: (await response.json()) as Json,
});

async function vendorOf(options: Options = {}, start = START) {
  const clock = { at: start };
  const running = await serve(lineWorksVendor({ now: () => new Date(clock.at), ...options }));
  onTestFinished(() => running.close());
  const secret = running.secret as Record<string, string>;

  const get = async (path: string, authorization: string) =>
    answerOf(await fetch(secret.baseUrl + path, { headers: { authorization } }));
  const post = async (form: Record<string, string>) =>
    answerOf(await fetch(`${secret.authUrl}/token`, { method: 'POST', body: new URLSearchParams(form) }));

  const client = { client_id: String(secret.clientId), client_secret: String(secret.clientSecret) };
  const assertionOf = (claims: Json, header: Json = { alg: 'RS256', typ: 'JWT' }): string => {
    const input = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const key = createPrivateKey(String(secret.privateKey));
    return `${input}.${sign('RSA-SHA256', Buffer.from(input), key).toString('base64url')}`;
  };
  const now = (): number => Math.floor(clock.at / 1000);
  const claims = (): Json => ({ iss: secret.clientId, sub: secret.serviceAccount, iat: now(), exp: now() + 3600 });
  const signIn = (assertion: string, scope = 'partner.read') =>
    post({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion, scope, ...client });
  const bearer = async (): Promise<string> =>
    `Bearer ${String((await signIn(assertionOf(claims()))).body.access_token)}`;
  return { clock, running, secret, client, get, post, assertionOf, claims, signIn, bearer };
}

const LIST = '/partners/customers';
const usagesOf = (id: number, query = 'year=2026&month=11'): string => `${LIST}/${id}/usages?${query}`;
const optionsOf = (id: number, query = 'year=2026&month=11'): string => `${LIST}/${id}/option-product-usages?${query}`;
const rowsIn = (body: Json, list: string): Json[] => body[list] as Json[];

describe('the simulated auth host', () => {
  test('gives a token whose life is told as text', async () => {
    const { signIn, assertionOf, claims } = await vendorOf({ tokenSeconds: 3600 });
    expect((await signIn(assertionOf(claims()))).body).toMatchObject({
      access_token: expect.stringMatching(/\+\/.*==$/),
      token_type: 'Bearer',
      expires_in: '3600',
    });
  });

  test.each<[string, Json, Json?]>([
    ['fractional seconds', { iat: START / 1000 + 0.5 }],
    ['times as text', { iat: String(START / 1000) }],
    ['more than an hour', { exp: START / 1000 + 3601 }],
    ['a time that is over', { iat: START / 1000 - 3600, exp: START / 1000 - 1 }],
    ['another client', { iss: 'somebody' }],
    ['another service account', { sub: 'somebody' }],
    ['another algorithm', {}, { alg: 'HS256', typ: 'JWT' }],
  ])('refuses a statement with %s', async (_, change, header) => {
    const { signIn, assertionOf, claims } = await vendorOf();
    const { status, body } = await signIn(assertionOf({ ...claims(), ...change }, header));
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  test('refuses a broken signature, padding, another scope, another client, another grant', async () => {
    const { signIn, post, assertionOf, claims, client } = await vendorOf();
    const good = assertionOf(claims());
    expect((await signIn(`${good.slice(0, -8)}AAAAAAAA`)).status).toBe(400);
    expect((await signIn(`${good}==`)).status).toBe(400);
    expect((await signIn(good, 'mail')).body.error).toBe('invalid_scope');
    expect((await post({ grant_type: 'password', ...client })).body.error).toBe('unsupported_grant_type');
    expect((await post({ ...client, client_secret: 'guess' })).body.error).toBe('invalid_client');
  });

  test('ends a refresh token once it is used, when it rotates', async () => {
    const { post, client, secret } = await vendorOf({ signIn: 'refresh-token', rotation: true });
    const use = (token: unknown) => post({ grant_type: 'refresh_token', refresh_token: String(token), ...client });
    const first = await use(secret.refreshToken);
    expect((await use(secret.refreshToken)).body.error).toBe('invalid_grant');
    expect((await use(first.body.refresh_token)).status).toBe(200);
  });

  test('stumbles over a refresh token that is not percent-encoded', async () => {
    const { post, client, secret } = await vendorOf({ signIn: 'refresh-token' });
    const misread = String(secret.refreshToken).replaceAll('+', ' ');
    const { body } = await post({ grant_type: 'refresh_token', refresh_token: misread, ...client });
    expect(body).toEqual({ returnCode: '99', returnMessage: 'UnexpectedError' });
  });
});

describe('the simulated API host', () => {
  test('wants exactly one space before a living token', async () => {
    const { bearer, get, clock } = await vendorOf({ tokenSeconds: 60 });
    const authorization = await bearer();
    expect((await get(LIST, authorization)).status).toBe(200);
    expect((await get(LIST, authorization.replace(' ', '  '))).status).toBe(401);
    expect((await get(LIST, 'Bearer guess')).body.code).toBe('UNAUTHORIZED');
    clock.at += 60_000;
    expect((await get(LIST, authorization)).status).toBe(401);
  });

  test.each([
    [`${LIST}?count=31`, 400, 'INVALID_PARAMETER'],
    [`${LIST}?count=0`, 400, 'INVALID_PARAMETER'],
    [`${LIST}?cursor=guess`, 400, 'INVALID_PARAMETER'],
    [`${LIST}?orderBy=id`, 400, 'INVALID_PARAMETER'],
    [`${LIST}?page=2`, 400, 'INVALID_PARAMETER'],
    [`${LIST}/`, 404, 'NOT_FOUND'],
    [usagesOf(10000001, 'year=2026'), 400, 'MISSING_PARAMETER'],
    [usagesOf(10000001, 'year=2026&month=03'), 400, 'INVALID_PARAMETER'],
    [usagesOf(10000001, 'year=2026&month=13'), 400, 'OUT_OF_RANGE'],
    [usagesOf(10000001, 'year=2026&month=3&count=30'), 400, 'INVALID_PARAMETER'],
    [usagesOf(99999999), 403, 'ACCESS_DENIED'],
  ])('answers %s with %i', async (path, status, code) => {
    const { bearer, get } = await vendorOf();
    const answer = await get(path, await bearer());
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  test('lists ten customers unless asked for more', async () => {
    const { bearer, get } = await vendorOf();
    const authorization = await bearer();
    expect(rowsIn((await get(LIST, authorization)).body, 'customers')).toHaveLength(10);
    expect(rowsIn((await get(`${LIST}?count=30`, authorization)).body, 'customers')).toHaveLength(12);
    const one = await get(`${LIST}?domain=hinode-clinic.example`, authorization);
    expect(rowsIn(one.body, 'customers')).toMatchObject([{ domainId: 10000002, tenantId: 20000002 }]);
  });

  test('takes only a cursor whose + was encoded', async () => {
    const { bearer, get } = await vendorOf();
    const authorization = await bearer();
    const { body } = await get(LIST, authorization);
    const cursor = String((body.responseMetaData as Json).nextCursor);
    expect((await get(`${LIST}?cursor=${cursor}`, authorization)).status).toBe(400);
    expect((await get(`${LIST}?cursor=${encodeURIComponent(cursor)}`, authorization)).status).toBe(200);
  });

  test('refuses the 241st request of a minute, for one operation only', async () => {
    let clock = 0;
    const { bearer, get } = await vendorOf({ clock: () => clock, perMinute: 3 });
    const authorization = await bearer();
    for (let n = 0; n < 3; n++) expect((await get(LIST, authorization)).status).toBe(200);
    clock += 20_000;
    const refused = await get(LIST, authorization);
    expect(refused.body.code).toBe('TOO_MANY_REQUESTS');
    expect(refused.headers.get('rateLimit-reset')).toBe('40');
    expect((await get(usagesOf(10000001), authorization)).headers.get('rateLimit-remaining')).toBe('2');
    clock += 40_000;
    expect((await get(LIST, authorization)).status).toBe(200);
  });
});

describe('the story', () => {
  test('ends with yesterday in Japan', async () => {
    const evening = Date.parse('2026-11-20T15:30:00Z');
    const { bearer, get } = await vendorOf({}, evening);
    const { body } = await get(usagesOf(10000001), await bearer());
    expect(rowsIn(body, 'usages').at(-1)).toHaveProperty('usedDate', '2026-11-20');
    expect(rowsIn(body, 'usages')).toHaveLength(20);
  });

  test('has a customer clearly over in one option, and trials without licences', async () => {
    const { bearer, get } = await vendorOf();
    const authorization = await bearer();
    const over = rowsIn((await get(optionsOf(10000002), authorization)).body, 'optionProductUsages').filter(
      (row) => row.optionProductId === 'ACV3' && Number(row.memberCount) > Number(row.licenseCount),
    );
    expect(over.length).toBeGreaterThan(5);
    const trial = rowsIn((await get(usagesOf(10000006), authorization)).body, 'usages');
    expect(trial.at(-1)).toMatchObject({ plan: 'TRIAL', licenseCount: 0 });
    const trialOption = rowsIn((await get(optionsOf(10000006), authorization)).body, 'optionProductUsages');
    expect(trialOption.at(-1)).toMatchObject({ plan: 'TRIAL', licenseCount: null });
  });

  test('has no rows after a customer left', async () => {
    const { bearer, get } = await vendorOf();
    const { body } = await get(usagesOf(10000008, 'year=2026&month=9'), await bearer());
    expect(body).toEqual({ usages: [] });
  });

  test('puts the last days of one customer right on the fourth day', async () => {
    const { bearer, get, clock } = await vendorOf();
    const told = async () => {
      const rows = rowsIn((await get(usagesOf(10000010), await bearer())).body, 'usages');
      return rows.find((row) => row.usedDate === '2026-11-19' && row.productId === 'STD')?.memberCount;
    };
    const first = Number(await told());
    clock.at += 3 * 86_400_000;
    expect(await told()).toBe(first + 2);
  });
});
