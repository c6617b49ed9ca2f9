import { describe, expect, test } from 'vitest';
import { failureOf } from '../open.ts';
import { benchOf, windowOf } from './bench.ts';

const usages = windowOf('usages');
const options = windowOf('option-product-usages');

describe('an access token', () => {
  test('serves every request of its life, in later runs too, and is renewed a minute early', async () => {
    const bench = await benchOf({ tokenSeconds: 3600 });
    await bench.session().read(usages);
    bench.pass(3600 - 61);
    await bench.session().read(usages);
    expect(bench.signIns()).toBe(1);
    bench.pass(2);
    await bench.session().read(usages);
    expect(bench.signIns()).toBe(2);
  });

  test('is asked for once by requests that start together', async () => {
    const bench = await benchOf();
    const { read } = bench.session();
    await Promise.all([read(usages), read(options), read(windowOf('usages', '10000002'))]);
    expect(bench.signIns()).toBe(1);
  });

  test('of other credentials is not borrowed', async () => {
    const bench = await benchOf();
    await bench.session().read(usages);
    const other = bench.session({ clientSecret: 'another' });
    expect(await failureOf(other.read(usages))).toHaveProperty('code', 'CREDENTIALS_REJECTED');
  });

  test('stays with the provider that asked for it, so that another at the same address starts with none', async () => {
    const first = await benchOf();
    await first.session().read(usages);
    await first.running.close();
    const second = await benchOf({}, Number(new URL(first.running.origin).port));
    await second.session().read(usages);
    expect(second.running.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('with a life under two minutes is still used for half of it', async () => {
    const bench = await benchOf({ tokenSeconds: 40 });
    await bench.session().read(usages);
    bench.pass(15);
    await bench.session().read(usages);
    expect(bench.signIns()).toBe(1);
  });

  test('is asked for with the form of the service account', async () => {
    const bench = await benchOf();
    await bench.session().read(usages);
    const form = new URLSearchParams(bench.running.requests[0]?.body);
    expect(Object.fromEntries(form)).toMatchObject({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      scope: 'partner.read',
      client_id: 'SeatwatchDemoApp0001',
    });
    expect(bench.running.requests[1]?.headers.authorization).toMatch(/^Bearer kr1\S+==$/);
  });
});

describe('an access token that the API refuses', () => {
  test('is replaced once, and the request repeated', async () => {
    const bench = await benchOf();
    const { read } = bench.session();
    await read(usages);
    bench.running.fault({ kind: 'expire-tokens', times: 1 });
    expect(await read(usages)).not.toEqual([]);
    expect(bench.signIns()).toBe(2);
  });

  test('twice in a row ends the account, and the next run signs in anew', async () => {
    const bench = await benchOf();
    bench.running.fault({ kind: 'status', status: 401, path: '/usages?', times: 2 });
    expect(await failureOf(bench.session().read(usages))).toHaveProperty('code', 'CREDENTIALS_REJECTED');
    expect(bench.signIns()).toBe(2);
    expect(bench.asked()).toHaveLength(2);
    expect(await bench.session().read(usages)).not.toEqual([]);
    expect(bench.signIns()).toBe(3);
  });

  test('is replaced once for all requests that were under way with it', async () => {
    const bench = await benchOf();
    const { read } = bench.session();
    await read(usages);
    bench.running.fault({ kind: 'expire-tokens', times: 1 });
    await Promise.all([read(usages), read(options), read(windowOf('usages', '10000003'))]);
    expect(bench.signIns()).toBe(2);
  });
});

describe('a refresh token', () => {
  test('brings an access token and stays as it is unless the app rotates it', async () => {
    const bench = await benchOf({ signIn: 'refresh-token' });
    const { read, session } = bench.session();
    expect(await read(usages)).not.toEqual([]);
    expect(session.credentialExpiresAt()).toBeNull();
    // Its + / = would arrive as something else if they were not percent-encoded.
    expect(bench.running.requests[0]?.body).toMatch(/refresh_token=kr1[^+/&]*%2B%2F[^+/&]*%3D%3D&/);
  });

  test('that rotates is replaced each time, and its end is known from then on', async () => {
    const bench = await benchOf({ signIn: 'refresh-token', rotation: true, tokenSeconds: 3600 });
    const { read, session } = bench.session();
    await read(usages);
    expect(session.credentialExpiresAt()).toBe('2027-02-19T02:00:00Z');
    bench.pass(3600);
    await read(usages);
    expect(bench.signIns()).toBe(2);
    expect(session.credentialExpiresAt()).toBe('2027-02-19T03:00:00Z');
  });

  test('that is dead needs consent, and is not named', async () => {
    const bench = await benchOf({ signIn: 'refresh-token' });
    const error = await failureOf(bench.session({ refreshToken: 'kr1Dead+Token/Value==' }).read(usages));
    expect(error.code).toBe('CONSENT_REQUIRED');
    expect(error.message).not.toContain('Dead');
  });

  test('that has come since the run began is not named either', async () => {
    const bench = await benchOf({ signIn: 'refresh-token' });
    const issued = JSON.stringify({ access_token: 'unknown', refresh_token: 'newest+7', expires_in: '3600' });
    const refused = JSON.stringify({ error: 'invalid_grant', error_description: 'not with newest+7' });
    bench.running.fault({ kind: 'body', status: 200, body: issued, path: '/token', times: 1 });
    bench.running.fault({ kind: 'body', status: 400, body: refused, path: '/token', times: 1 });
    const error = await failureOf(bench.session().read(usages));
    expect(error.message).toContain('not with …');
  });

  test('with a wrong client secret is a matter of credentials', async () => {
    const bench = await benchOf({ signIn: 'refresh-token' });
    const error = await failureOf(bench.session({ clientSecret: 'another' }).read(usages));
    expect(error.code).toBe('CREDENTIALS_REJECTED');
  });
});

describe('a service account', () => {
  test('has no end', async () => {
    const { session, read } = (await benchOf()).session();
    await read(usages);
    expect(session.credentialExpiresAt()).toBeNull();
  });

  test('whose sign-in meets a passing failure signs in all the same', async () => {
    const bench = await benchOf();
    bench.running.fault({ kind: 'throttle', path: '/token', times: 1 });
    bench.running.fault({ kind: 'status', status: 500, path: '/token', times: 1 });
    expect(await bench.session().read(usages)).not.toEqual([]);
  });

  test('whose refusal repeats its key tells no line of it, however short its lines are', async () => {
    const bench = await benchOf();
    const { privateKey } = bench.running.secret as { privateKey: string };
    const [first = '', ...lines] = privateKey.trim().split('\n');
    const body =
      lines
        .slice(0, -1)
        .join('')
        .match(/.{1,16}/g) ?? [];
    const key = [first, ...body, lines.at(-1)].join('\n');
    const repeated = JSON.stringify({ error: body[0], error_description: `not with ${JSON.stringify(key)}` });
    bench.running.fault({ kind: 'body', status: 400, body: repeated });
    const { message } = await failureOf(bench.session({ privateKey: key }).read(usages));
    expect(message).toContain('not with');
    expect(body.filter((line) => message.includes(line))).toEqual([]);
  });
});
