import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dayIn } from '../../../lib/calendar.ts';
import { freePort } from '../../e2e/product.ts';
import { CLIENT, type ConsentIssuer, startConsentIssuer } from './consent-issuer.ts';
import { type Ended, running, said, type Said, saying, seatwatch } from './run.ts';

const SCOPE = 'https://api.partnercenter.microsoft.com/user_impersonation';
const TENANT = 'the-tenant';

let issuer: ConsentIssuer;
let port: number;
let folder: string;

beforeAll(async () => {
  port = await freePort();
  const path = `/${TENANT}/oauth2/v2.0`;
  issuer = await startConsentIssuer({ path, scope: SCOPE, redirectUri: `http://localhost:${port}/` });
});
afterAll(() => issuer.server.close());
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-connect-'));
});
afterEach(() => rm(folder, { recursive: true }));

const file = (): string => join(folder, 'partner-center.json');
const stored = async (): Promise<unknown> => JSON.parse(await readFile(file(), 'utf8'));
const account = () => ({ tenantId: TENANT, ...CLIENT, loginUrl: issuer.server.origin });
const env = () => ({ SEATWATCH_SECRETS: folder, SEATWATCH_HOME: folder });
const connecting = (...more: string[]): Said =>
  saying(['connect', 'partner-center', '--port', String(port), ...more], env());

/** The address that the person is told to open. */
async function addressIn(begun: Said): Promise<string> {
  const told = await begun.told(/^http\S+$/m);
  return told[0];
}

async function refused(doing: (address: URL) => Promise<unknown>, ...more: string[]): Promise<Ended> {
  await writeFile(file(), JSON.stringify(account()));
  const begun = connecting(...more);
  await doing(new URL(await addressIn(begun)));
  const ended = await begun.ended;
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(await stored()).toEqual(account());
  return ended;
}

describe('connect partner-center', () => {
  test('stores what a consent brings, with PKCE, and keeps everything else', async () => {
    const other = { account: 'osaka', tenantId: 'other', clientId: 'other', clientSecret: 'o', refreshToken: 'kept' };
    await writeFile(file(), JSON.stringify([other, { ...account(), note: 'ours' }]));
    const begun = connecting();
    const address = new URL(await addressIn(begun));
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      scope: `${SCOPE} offline_access`,
      code_challenge_method: 'S256',
      redirect_uri: `http://localhost:${port}/`,
    });
    expect(await issuer.browse(address.href)).toContain('can be closed');
    const { code, out, err } = await begun.ended;
    expect(code).toBe(0);
    const endsOn = addDays(dayIn('UTC', new Date()), 90);
    expect(out).toContain(`It ends on ${endsOn}`);
    expect(out).toContain(`account default of partner-center in ${file()}`);
    expect(await stored()).toEqual([other, { ...account(), note: 'ours', refreshToken: expect.any(String) }]);
    const [, { refreshToken }] = (await stored()) as [object, { refreshToken: string }];
    expect(out + err).not.toContain(refreshToken);
    expect(out + err).not.toContain(CLIENT.clientSecret);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
  });

  test('replaces the token letter by letter when nothing else is new', async () => {
    const text = `{ "refreshToken" : "old",\n\n "tenantId":"${TENANT}", "clientId":"${CLIENT.clientId}",
      "clientSecret":"${CLIENT.clientSecret}", "loginUrl":"${issuer.server.origin}" }`;
    await writeFile(file(), text);
    const begun = connecting('--json');
    await issuer.browse(await addressIn(begun));
    const { code, out } = await begun.ended;
    expect({ code, told: JSON.parse(out) }).toMatchObject({ code: 0, told: { account: 'default', stored: file() } });
    const { refreshToken } = (await stored()) as { refreshToken: string };
    expect(await readFile(file(), 'utf8')).toBe(text.replace('"old"', JSON.stringify(refreshToken)));
  });

  test('needs no browser here with a device code', async () => {
    await writeFile(file(), JSON.stringify(account()));
    const begun = connecting('--device', '--timeout', '30');
    const [, address = '', code = ''] = await begun.told(/Open (\S+) on any device and enter (\S+)/);
    await issuer.enter(address, code);
    expect(await begun.ended).toMatchObject({ code: 0 });
    expect(await stored()).toEqual({ ...account(), refreshToken: expect.any(String) });
  });

  test('says so when the person declines, and names nobody', async () => {
    const { err } = await refused((address) => issuer.browse(address.href, false));
    expect(err).toContain('Consent was declined (access_denied). Nothing was stored.');
    expect(err).not.toContain('somebody@example.com');
  });

  test('believes no answer to another sign-in', async () => {
    const { err } = await refused(() => fetch(`http://localhost:${port}/?code=stolen&state=guessed`));
    expect(err).toContain('its state is not the one that was sent');
  });

  test('says so when nobody comes back', async () => {
    const { err } = await refused(async () => undefined, '--timeout', '1');
    expect(err).toContain('Nobody came back within 1 s. Nothing was stored.');
  });

  test('says so when the client secret is wrong', async () => {
    await writeFile(file(), JSON.stringify({ ...account(), clientSecret: 'wrong' }));
    const begun = connecting();
    await issuer.browse(await addressIn(begun));
    const { code, err } = await begun.ended;
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('client secret is wrong') });
  });

  test('says so when the port is taken', async () => {
    await writeFile(file(), JSON.stringify(account()));
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const { code, err } = await connecting().ended;
    await new Promise((resolve) => taken.close(resolve));
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('another program listens there') });
  });

  test('names what is missing where nobody can be asked', async () => {
    const { code, err } = await seatwatch(['connect', 'line-works', '--client-id', 'x'], env());
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('clientSecret is missing') });
  });
});

test('connect line-works takes the client secret from standard input, and makes the account', async () => {
  const authPort = await freePort();
  const vendor = { path: '/oauth2/v2.0', scope: 'partner.read', redirectUri: `http://localhost:${authPort}/` };
  const works = await startConsentIssuer(vendor);
  const authUrl = `${works.server.origin}/oauth2/v2.0`;
  await writeFile(join(folder, 'line-works.json'), JSON.stringify({ authUrl, domainIds: ['10000001'] }));
  const args = ['connect', 'line-works', '--client-id', CLIENT.clientId, '--port', String(authPort)];
  const begun = running(args, env(), `${CLIENT.clientSecret}\n`);
  const [address] = await begun.told(/^http\S+$/m);
  await works.browse(address);
  const { code, out } = await begun.ended;
  await works.server.close();
  expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('refresh token rotation') });
  const value: unknown = JSON.parse(await readFile(join(folder, 'line-works.json'), 'utf8'));
  expect(value).toEqual({ authUrl, domainIds: ['10000001'], ...CLIENT, refreshToken: expect.any(String) });
});

test('connect leaves a service account alone, which needs nobody', async () => {
  const value = { clientId: 'a', clientSecret: 'b', serviceAccount: 'c', privateKey: 'd' };
  await writeFile(join(folder, 'line-works.json'), JSON.stringify(value));
  const { code, err } = await said(['connect', 'line-works'], env());
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('needs no consent') });
});

test.each(['naver-cloud', 'trend-micro'])('connect %s tells where its keys are', async (provider) => {
  const { code, out } = await said(['connect', provider], env());
  expect(code).toBe(0);
  expect(out).toContain('hands out keys');
  expect(out).toContain(`npm run seatwatch -- secrets put ${provider}`);
});
