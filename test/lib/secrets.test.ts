import * as v from 'valibot';
import { describe, expect, onTestFinished, test } from 'vitest';
import { address } from '../../lib/address.ts';
import { SeatwatchError } from '../../lib/errors.ts';
import { readAccounts } from '../../lib/secrets.ts';
import { startSecretsManager } from '../support/secrets-manager.ts';
import { thrownBy } from '../support/thrown.ts';

const text = v.pipe(v.string('must be text'), v.nonEmpty('must not be empty'));

const partnerCenter = {
  id: 'partner-center',
  credentials: v.object(
    {
      account: v.optional(text, 'default'),
      tenantId: text,
      clientId: text,
      clientSecret: text,
      refreshToken: text,
      baseUrl: v.optional(address, 'https://vendor.example'),
      domains: v.optional(v.array(v.string())),
    },
    'must be an object',
  ),
} as const;

const lineWorks = {
  id: 'line-works',
  credentials: v.object({
    account: v.optional(text, 'default'),
    clientId: text,
    clientSecret: text,
    refreshToken: text,
  }),
} as const;

const ID = 'seatwatch/partner-center';
const whole = { tenantId: 'hush-1', clientId: 'hush-2', clientSecret: 'hush-3', refreshToken: 'hush-4' };

async function read(value: unknown, secretId = ID) {
  const secrets = await startSecretsManager();
  onTestFinished(() => secrets.close());
  if (value !== undefined) secrets.set(secretId, typeof value === 'string' ? value : JSON.stringify(value));
  return readAccounts(secrets.client, secretId, partnerCenter);
}

describe('a provider is not configured', () => {
  test.each([
    ['without a secret', undefined],
    ['with an empty value', ''],
    ['with blank text', ' \n'],
    ['with null', 'null'],
    ['with {}', {}],
    ['with an empty list', []],
    ['with a list of {}', [{}, {}]],
  ])('%s', async (_how, value) => {
    expect(await read(value)).toBeNull();
  });

  test('when its secret was made and never filled', async () => {
    const secrets = await startSecretsManager();
    onTestFinished(() => secrets.close());
    secrets.set(ID, null);
    expect(await readAccounts(secrets.client, ID, partnerCenter)).toBeNull();
    expect(secrets.operations).toEqual(['GetSecretValue']);
  });
});

describe('accounts', () => {
  test('one object is the account called default', async () => {
    expect(await read(whole)).toEqual({
      accounts: [{ ...whole, account: 'default', baseUrl: 'https://vendor.example' }],
      problems: [],
    });
  });

  test('a byte order mark before the value does no harm', async () => {
    expect((await read(`\uFEFF${JSON.stringify(whole)}`))?.accounts).toHaveLength(1);
  });

  test('a list holds one account each, empty ones left out', async () => {
    const found = await read([{ ...whole, account: 'west' }, {}, { ...whole, account: 'east' }]);
    expect(found?.accounts.map(({ account }) => account)).toEqual(['west', 'east']);
    expect(found?.problems).toEqual([]);
  });

  test('a bad one is told by name and field, and the others are there', async () => {
    const found = await read([
      { ...whole, account: 'west' },
      { ...whole, account: 'east', tenantId: 7, clientSecret: undefined, baseUrl: 'http://vendor.example/hush-5' },
    ]);
    expect(found?.accounts.map(({ account }) => account)).toEqual(['west']);
    expect(found?.problems).toEqual([{ account: 'east', error: expect.any(SeatwatchError) as unknown }]);
    const error = found?.problems[0]?.error;
    expect(error?.code).toBe('CONFIG_INVALID');
    expect(error?.message).toBe(
      `secret ${ID}, account east: tenantId must be text, clientSecret is missing, ` +
        'baseUrl must be an https address (http only on loopback) without user, query and fragment',
    );
  });

  test('an entry without a usable name is told by its place', async () => {
    const found = await read(['hush-1', { ...whole, account: '' }, { ...whole, account: 5 }, whole]);
    expect(found?.accounts.map(({ account }) => account)).toEqual(['default']);
    expect(found?.problems.map(({ account, error }) => [account, error.code, error.message])).toEqual([
      ['#1', 'CONFIG_INVALID', `secret ${ID}, account #1: it must be an object`],
      ['#2', 'CONFIG_INVALID', `secret ${ID}, account #2: account must not be empty`],
      ['#3', 'CONFIG_INVALID', `secret ${ID}, account #3: account must be text`],
    ]);
  });

  test('two of one name are both left alone, told once', async () => {
    const found = await read([whole, { ...whole, account: 'west' }, { ...whole, account: 'default' }]);
    expect(found?.accounts.map(({ account }) => account)).toEqual(['west']);
    expect(found?.problems.map(({ account, error }) => [account, error.code])).toEqual([['default', 'CONFIG_INVALID']]);
    expect(found?.problems[0]?.error.message).toContain('more than one account of this name');
  });

  test('many mistakes are cut short', async () => {
    const domains = [1, 2, 3, 4, 5, 6, 7];
    const message = (await read({ ...whole, domains }))?.problems[0]?.error.message;
    expect(message).toContain('domains.0 is not what is expected');
    expect(message).toMatch(/ and 2 more$/);
  });
});

describe('a secret that is not this provider’s', () => {
  test.each([
    ['naver-cloud', { accessKey: 'hush-1', secretKey: 'hush-2' }],
    ['trend-micro', { accessToken: 'hush-1', secretKey: 'hush-2' }],
    ['line-works', { clientId: 'hush-1', clientSecret: 'hush-2', serviceAccount: 'hush-3', privateKey: 'hush-4' }],
  ])('is told to be of %s', async (owner, value) => {
    const error = (await read(value))?.problems[0]?.error;
    expect(error?.code).toBe('CONFIG_INVALID');
    expect(error?.message).toBe(
      `secret ${ID}, account default: its fields are those of ${owner}, not of partner-center`,
    );
  });

  test('is refused even where it holds all that is needed', async () => {
    const secrets = await startSecretsManager();
    onTestFinished(() => secrets.close());
    const { tenantId: _, ...ours } = whole;
    secrets.set('lw', JSON.stringify([{ ...whole, account: 'foreign' }, ours]));
    const found = await readAccounts(secrets.client, 'lw', lineWorks);
    expect(found?.accounts.map(({ account }) => account)).toEqual(['default']);
    expect(found?.problems[0]?.error.message).toContain('those of partner-center');
  });
});

describe('errors', () => {
  test.each(['{"clientSecret":"hush-3"', 'hush-3', '"hush-3"', '42', 'true'])(
    '%s as a value is a mistake of the configuration that is not repeated',
    async (value) => {
      const error = await thrownBy(
        read(value, 'arn:aws:secretsmanager:eu-west-1:123:secret:seatwatch/trend-micro-AbC'),
      );
      expect(error.code).toBe('CONFIG_INVALID');
      expect(error.message).toMatch(/^secret seatwatch\/trend-micro-AbC is (not JSON|neither an object nor a list)/);
      expect(error.cause).toBeUndefined();
    },
  );

  test.each(['AccessDeniedException', 'ThrottlingException', 'DecryptionFailure', 'InternalServiceError'])(
    'Secrets Manager answering %s is told by that name only',
    async (name) => {
      const secrets = await startSecretsManager();
      onTestFinished(() => secrets.close());
      secrets.fail('GetSecretValue', name);
      const error = await thrownBy(readAccounts(secrets.client, ID, partnerCenter));
      expect(error.code).toBe('SECRET_UNAVAILABLE');
      expect(error.message).toBe(`secret ${ID}: Secrets Manager: ${name}`);
    },
  );

  test('Secrets Manager not answering at all is told by the reason', async () => {
    const secrets = await startSecretsManager();
    await secrets.close();
    const error = await thrownBy(readAccounts(secrets.client, ID, partnerCenter));
    expect(error.code).toBe('SECRET_UNAVAILABLE');
    expect(error.message).toContain('ECONNREFUSED');
  });

  test('no message of any kind holds a value', async () => {
    const values = [
      { ...whole, tenantId: ['hush-1'] },
      { ...whole, refreshToken: '', baseUrl: 'ftp://hush-5' },
      [whole, { ...whole, domains: 'hush-6' }, { account: 'west', hush: 1 }],
      ['hush-1', ['hush-2'], 3, null],
    ];
    for (const value of values) {
      const messages = (await read(value))?.problems.map(({ error }) => error.message) ?? [];
      expect(messages.length).toBeGreaterThan(0);
      expect(messages.join('\n')).not.toMatch(/hush-/);
    }
  });
});
