/** The command line against a deployed stack: found by CloudFormation, its API behind tokens of a real issuer. */
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../e2e/product.ts';
import { CLIENT, type ConsentIssuer, PAGE_CLIENT, startConsentIssuer } from './consent-issuer.ts';
import { type Ended, running, seatwatch } from './run.ts';
import { deployStandIn, type StackStandIn } from './stack-stand-in.ts';

const LONG = { timeout: 60_000 };
const SCOPE = 'https://api.partnercenter.microsoft.com/user_impersonation';

let home: string;
let port: number;
let issuer: ConsentIssuer;
let stack: StackStandIn;

beforeAll(async () => {
  [home, port] = await Promise.all([mkdtemp(join(tmpdir(), 'seatwatch-stack-')), freePort()]);
  const vendor = { path: '/the-tenant/oauth2/v2.0', scope: SCOPE, redirectUri: `http://localhost:${port}/` };
  issuer = await startConsentIssuer(vendor);
  stack = await deployStandIn(issuer.server.origin, PAGE_CLIENT);
  const collector = await stack.cloud.collector('trend-micro');
  await collector.invoke({});
}, LONG.timeout);
afterAll(async () => {
  await stack.close();
  await issuer.server.close();
  await rm(home, { recursive: true });
});

const env = (more: Readonly<Record<string, string>> = {}) => ({ ...stack.env, SEATWATCH_HOME: home, ...more });
const asked = (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  seatwatch([...args, '--stack'], env(more));

test('without a token its API tells nothing, and the command says how to get one', LONG, async () => {
  const { code, out, err } = await asked(['customers']);
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('wants an access token');
  expect(err).toContain('"sign-in"');
});

test('a person signs in with PKCE at the issuer that the API names, and commands go on with that', LONG, async () => {
  const begun = running(['sign-in', '--port', String(port), '--stack'], env());
  const [address] = await begun.told(/^http\S+$/m);
  expect(new URL(address).searchParams.get('scope')).toBe('openid seatwatch/read seatwatch/collect');
  expect(await issuer.browse(address)).toContain('Signed in.');
  const { code, out, err } = await begun.ended;
  expect({ code, err: err.includes(address) }).toEqual({ code: 0, err: true });
  expect(out).toContain(`Signed in at ${stack.address} until 2`);
  const file = join(home, 'tokens.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const kept = JSON.parse(await readFile(file, 'utf8')) as Record<string, { token: string }>;
  const token = kept[stack.address]?.token ?? '';
  expect(token).not.toBe('');
  expect(out + err).not.toContain(token);

  const customers = await asked(['customers', '--json', '--limit', '2']);
  expect(customers).toMatchObject({ code: 0, err: '' });
  expect(customers.out.trim().split('\n')).toHaveLength(2);
  // A program brings its own, which counts more.
  expect(await asked(['customers'], { SEATWATCH_TOKEN: 'another' })).toMatchObject({ code: 1 });
  const elsewhere = { SEATWATCH_HOME: join(home, 'elsewhere'), SEATWATCH_TOKEN: token };
  expect(await asked(['customers'], elsewhere)).toMatchObject({ code: 0, err: '' });
});

test('the doctor signs in at its vendors, and stores the token that this brings', LONG, async () => {
  const secret = 'seatwatch/partner-center';
  const { code, out } = await asked(['doctor', 'partner-center', 'trend-micro', '--json']);
  const { findings } = JSON.parse(out) as { findings: Array<{ of: string; what: string; state: string }> };
  expect(findings.filter(({ state }) => state === 'ill')).toEqual([]);
  expect(code).toBe(0);
  expect(findings).toContainEqual(expect.objectContaining({ of: 'partner-center', what: 'sign-in', state: 'well' }));
  const [before = '', after = ''] = stack.cloud.secrets.history(secret).map((text) => JSON.parse(text) as object);
  expect(after).toEqual({ ...Object(before), refreshToken: expect.any(String) });
  expect(after).not.toEqual(before);
  expect(out).not.toContain((after as { refreshToken: string }).refreshToken);
});

test('consent is stored in its Secrets Manager', LONG, async () => {
  stack.cloud.secrets.set('seatwatch/partner-center', JSON.stringify({ loginUrl: issuer.server.origin }));
  const args = ['connect', 'partner-center', '--tenant-id', 'the-tenant', '--client-id', CLIENT.clientId];
  const begun = running([...args, '--port', String(port), '--stack'], env(), CLIENT.clientSecret);
  await issuer.browse((await begun.told(/^http\S+$/m))[0]);
  expect(await begun.ended).toMatchObject({ code: 0, out: expect.stringContaining('of Secrets Manager') });
  expect(JSON.parse(stack.cloud.secrets.get('seatwatch/partner-center') ?? '')).toEqual({
    ...CLIENT,
    tenantId: 'the-tenant',
    loginUrl: issuer.server.origin,
    refreshToken: expect.any(String),
  });
});

test('a stack that is not there, or nobody who may look, is told as that', LONG, async () => {
  const [missing, nobody] = await Promise.all([
    seatwatch(['usage', '--stack', 'Other'], env()),
    seatwatch(['usage', '--stack'], { AWS_REGION: 'ap-northeast-1' }),
  ]);
  expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('no stack Other in ap-northeast-1') });
  expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('there are no AWS credentials') });
});
