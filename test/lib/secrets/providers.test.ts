import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Account, Provider } from '../../../lib/provider.ts';
import { lineWorks } from '../../../lib/providers/line-works.ts';
import { naverCloud } from '../../../lib/providers/naver-cloud.ts';
import { partnerCenter } from '../../../lib/providers/partner-center.ts';
import { trendMicro } from '../../../lib/providers/trend-micro.ts';
import { readAccounts } from '../../../lib/secrets.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';
import { type LocalSecretsManager, startSecretsManager } from '../../support/secrets-manager.ts';

const PROVIDERS = {
  'line-works': lineWorks,
  'partner-center': partnerCenter,
  'naver-cloud': naverCloud,
  'trend-micro': trendMicro,
} as const satisfies Record<ProviderId, Pick<Provider, 'id' | 'credentials'>>;

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** What each provider needs and no more. */
const SECRETS = {
  'line-works': { clientId: 'c', clientSecret: 's', serviceAccount: 'a.serviceaccount@example.com', privateKey },
  'partner-center': { tenantId: 't', clientId: 'c', clientSecret: 's', refreshToken: 'r' },
  'naver-cloud': { accessKey: 'a', secretKey: 's' },
  'trend-micro': { accessToken: '7b0e8d86-8f0f-4b0e-9d3c-2f5d1c2b3a49', secretKey: 's' },
} as const satisfies Record<ProviderId, object>;

let secrets: LocalSecretsManager;

beforeAll(async () => {
  secrets = await startSecretsManager();
  for (const id of PROVIDER_IDS) secrets.set(id, JSON.stringify(SECRETS[id]));
});

afterAll(() => secrets.close());

const problemsOf = async (reader: ProviderId, secretId: string): Promise<string[] | undefined> =>
  (await readAccounts<Account>(secrets.client, secretId, PROVIDERS[reader]))?.problems.map(
    ({ error }) => error.message,
  );

const pairs = PROVIDER_IDS.flatMap((reader) => PROVIDER_IDS.map((owner) => [reader, owner] as const));

test.each(pairs)('%s reads the secret of %s only if it is its own', async (reader, owner) => {
  const foreign = `secret ${owner}, account default: its fields are those of ${owner}, not of ${reader}`;
  expect(await problemsOf(reader, owner)).toEqual(reader === owner ? [] : [foreign]);
});

test('LINE WORKS also signs in with a refresh token', async () => {
  secrets.set('user', '{"clientId":"c","clientSecret":"s","refreshToken":"r"}');
  expect(await problemsOf('line-works', 'user')).toEqual([]);
});

test.each(PROVIDER_IDS)(
  'whatever is wrong with an account of %s is told by field and without its value',
  async (id) => {
    const wrongs = ['hush hush\n', ['hush'], { hush: 'hush' }, 1, '', null];
    const optional = { baseUrl: 'ftp://hush', authUrl: 'hush', loginUrl: 'hush', version: 'hush hush', scope: 'hush' };
    const more = { responseFormat: 'hush', domainIds: ['hush'], memberNoList: 'hush', account: { hush: 1 } };
    const accounts = [
      ...Object.keys(SECRETS[id]).flatMap((field) => wrongs.map((wrong) => ({ ...SECRETS[id], [field]: wrong }))),
      ...Object.entries({ ...optional, ...more }).map(([field, wrong]) => ({ ...SECRETS[id], [field]: wrong })),
    ];
    const messages: string[] = [];
    for (const account of accounts) {
      secrets.set('wrong', JSON.stringify(account));
      messages.push(...((await problemsOf(id, 'wrong')) ?? []));
    }
    expect(messages.length).toBeGreaterThan(accounts.length / 2);
    for (const message of messages) {
      expect(message).toMatch(/^secret wrong, account (default|#1): \w/);
      expect(message).not.toContain('hush');
    }
  },
);
