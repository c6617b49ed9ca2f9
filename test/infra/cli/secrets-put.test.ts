import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalSecretsManager, startSecretsManager } from '../../support/secrets-manager.ts';
import { said, seatwatch } from './run.ts';

const HIDDEN = 'hush-hush-1f0c';
const good = { accessToken: '00000000-0000-4000-8000-000000000001', secretKey: HIDDEN };

let folder: string;
let secrets: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-cli-'));
  secrets = join(folder, 'secrets');
});
afterEach(() => rm(folder, { recursive: true }));

async function fileWith(value: unknown): Promise<string> {
  const path = join(folder, 'given.json');
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value, null, 2));
  return path;
}
const stored = (): Promise<string> => readFile(join(secrets, 'trend-micro.json'), 'utf8');
const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;
const put = (file: string, ...more: string[]) =>
  said(['secrets', 'put', 'trend-micro', file, ...more], { SEATWATCH_SECRETS: secrets });

describe('credentials for this machine', () => {
  test('become a file, letter by letter, that only its owner may read', async () => {
    const file = await fileWith(good);
    const { code, out, err } = await put(file);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`Stored the account default of trend-micro in ${secrets}`);
    expect(await stored()).toBe(await readFile(file, 'utf8'));
    expect(await modeOf(join(secrets, 'trend-micro.json'))).toBe(0o600);
    expect(await modeOf(secrets)).toBe(0o700);
    expect(await readdir(secrets)).toEqual(['trend-micro.json']);
  });

  test('replace what was there, also when everybody could read that', async () => {
    await mkdir(secrets);
    await writeFile(join(secrets, 'trend-micro.json'), '{}', { mode: 0o644 });
    expect((await put(await fileWith(good))).code).toBe(0);
    expect(JSON.parse(await stored())).toEqual(good);
    expect(await modeOf(join(secrets, 'trend-micro.json'))).toBe(0o600);
  });

  test('may come over standard input, so that no other file ever holds them', async () => {
    const args = ['secrets', 'put', 'trend-micro', '-', '--json'];
    const { code, out } = await seatwatch(args, { SEATWATCH_SECRETS: secrets }, JSON.stringify(good));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      provider: 'trend-micro',
      accounts: ['default'],
      stored: join(secrets, 'trend-micro.json'),
    });
    expect(JSON.parse(await stored())).toEqual(good);
  });

  test('are named from where the person stands, not from where npm runs', async () => {
    await fileWith(good);
    const env = { SEATWATCH_SECRETS: secrets, INIT_CWD: folder };
    expect((await said(['secrets', 'put', 'trend-micro', 'given.json'], env)).code).toBe(0);
  });
});

describe('credentials that are not as they must be', () => {
  const other = { accessKey: 'a', secretKey: HIDDEN };
  test.each([
    ['a field is missing', { secretKey: HIDDEN }, ['account default', 'accessToken is missing']],
    [
      'one of two accounts is wrong',
      [
        { account: 'tokyo', ...good },
        { account: 'osaka', accessToken: `${HIDDEN} with spaces`, secretKey: HIDDEN },
      ],
      ['account osaka', 'accessToken must be'],
    ],
    [
      'an address is not safe',
      { ...good, baseUrl: `http://${HIDDEN}.example.com` },
      ['account default', 'baseUrl must be'],
    ],
    ['two accounts have one name', [good, good], ['account default', 'more than one account']],
    ['they belong to another vendor', other, ['account default', 'naver-cloud']],
    ['nothing is in it', {}, ['there is no account']],
    ['it is no object', `"${HIDDEN}"`, ['neither an object nor a list']],
    ['it is no JSON', `{"secretKey": ${HIDDEN}}`, ['is not JSON']],
  ])('are refused with account and field and without a value: %s', async (_, value, told) => {
    await mkdir(secrets);
    await writeFile(join(secrets, 'trend-micro.json'), 'what was there');
    const { code, out, err } = await put(await fileWith(value));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const part of told) expect(err).toContain(part);
    expect(err).not.toContain(HIDDEN);
    expect(await stored()).toBe('what was there');
  });

  test('are told to programs as JSON', async () => {
    const { code, err } = await put(await fileWith({ secretKey: HIDDEN }), '--json');
    expect(code).toBe(1);
    expect(JSON.parse(err)).toEqual({
      error: {
        code: 'CONFIG_INVALID',
        message: 'secret seatwatch/trend-micro, account default: accessToken is missing',
      },
    });
  });

  test('are told of when there is no such file', async () => {
    expect(await put(join(folder, 'nowhere.json'))).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
  });
});

describe('credentials for the stack', () => {
  let manager: LocalSecretsManager;
  beforeEach(async () => {
    manager = await startSecretsManager();
  });
  afterEach(() => manager.close());

  const signedIn = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
  const putThere = async (value: unknown, env: Readonly<Record<string, string>>, ...more: string[]) =>
    seatwatch(['secrets', 'put', 'trend-micro', await fileWith(value), '--stack', ...more], {
      AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint,
      SEATWATCH_SECRETS: secrets,
      ...env,
    });

  test('become the value of its secret, and no file', async () => {
    manager.set('seatwatch/trend-micro', null);
    const { code, out, err } = await putThere(good, signedIn, '--region', 'ap-northeast-1');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('seatwatch/trend-micro of Secrets Manager');
    expect(JSON.parse(manager.get('seatwatch/trend-micro') ?? '')).toEqual(good);
    expect(manager.operations).toEqual(['PutSecretValue']);
    await expect(stored()).rejects.toThrow('ENOENT');
  });

  test('are checked first', async () => {
    manager.set('seatwatch/trend-micro', 'what was there');
    expect((await putThere({}, signedIn, '--region', 'us-east-1')).code).toBe(1);
    expect(manager.history('seatwatch/trend-micro')).toEqual(['what was there']);
  });

  test('need a stack, a region, and somebody who is signed in', async () => {
    const noStack = await putThere(good, { ...signedIn, AWS_REGION: 'eu-central-1' });
    expect(noStack).toMatchObject({ code: 1, err: expect.stringContaining('in eu-central-1: deploy the stack first') });
    expect(await putThere(good, signedIn)).toMatchObject({ code: 1, err: expect.stringContaining('--region') });
    const nobody = await putThere(good, { AWS_REGION: 'eu-central-1' });
    expect(nobody).toMatchObject({ code: 1, err: expect.stringContaining('there are no AWS credentials') });
  });

  test('are not lost in silence when Secrets Manager refuses them', async () => {
    manager.set('seatwatch/trend-micro', null);
    manager.fail('PutSecretValue', 'AccessDeniedException');
    const { code, err } = await putThere(good, { ...signedIn, AWS_REGION: 'eu-central-1' }, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({
      error: { code: 'SECRET_UNAVAILABLE', message: expect.stringContaining('AccessDeniedException') },
    });
    expect(err).not.toContain(HIDDEN);
  });
});
