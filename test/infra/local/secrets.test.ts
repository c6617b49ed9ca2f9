import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetSecretValueCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Endpoint } from '../../../infra/local/aws-endpoint.ts';
import { providersWithFile, serveSecrets } from '../../../infra/local/secrets.ts';

let folder: string;
let endpoint: Endpoint;
let client: SecretsManagerClient;

const clientWith = (accessKeyId: string): SecretsManagerClient =>
  new SecretsManagerClient({
    endpoint: endpoint.url,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-secrets-'));
  await writeFile(join(folder, 'trend-micro.json'), '{"accessToken":"one"}');
  endpoint = await serveSecrets({
    accessKeyId: 'OURS',
    folder,
    simulated: new Map([['line-works', { clientId: 'invented' }]]),
  });
  client = clientWith('OURS');
});
afterEach(async () => {
  client.destroy();
  await endpoint.close();
  await rm(folder, { recursive: true });
});

const get = async (SecretId: string): Promise<string | undefined> =>
  (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString;
const put = (SecretId: string, SecretString: string) =>
  client.send(new PutSecretValueCommand({ SecretId, SecretString }));

const ask = (headers: Record<string, string>) =>
  fetch(endpoint.url, {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.GetSecretValue', ...headers },
    body: '{"SecretId":"seatwatch/trend-micro"}',
  });

test('a provider with a file has the text of its file', async () => {
  expect(providersWithFile(folder)).toEqual(['trend-micro']);
  expect(await get('seatwatch/trend-micro')).toBe('{"accessToken":"one"}');
  await writeFile(join(folder, 'trend-micro.json'), '{"accessToken":"two"}');
  expect(await get('seatwatch/trend-micro')).toBe('{"accessToken":"two"}');
});

test('a value that is written back lies in a file that only its owner may read', async () => {
  await chmod(join(folder, 'trend-micro.json'), 0o644);
  await put('seatwatch/trend-micro', '{"accessToken":"rotated"}');
  expect(await readFile(join(folder, 'trend-micro.json'), 'utf8')).toBe('{"accessToken":"rotated"}');
  expect((await stat(join(folder, 'trend-micro.json'))).mode & 0o777).toBe(0o600);
  expect(await readdir(folder)).toEqual(['trend-micro.json']);
});

test('a reader never sees half a value', async () => {
  const values = ['a', 'b'].map((letter) => JSON.stringify({ accessToken: letter.repeat(200_000) }));
  await put('seatwatch/trend-micro', values[0] ?? '');
  const seen = new Set<string>();
  const reading = new AbortController();
  const reader = (async () => {
    while (!reading.signal.aborted) seen.add(await readFile(join(folder, 'trend-micro.json'), 'utf8'));
  })();
  for (let round = 0; round < 10; round++) await put('seatwatch/trend-micro', values[round % 2] ?? '');
  reading.abort();
  await reader;
  expect(values).toEqual(expect.arrayContaining([...seen]));
});

test('where the file is a link, the value is written to its target', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'seatwatch-linked-'));
  await writeFile(join(elsewhere, 'target.json'), '{}');
  await symlink(join(elsewhere, 'target.json'), join(folder, 'naver-cloud.json'));
  await put('seatwatch/naver-cloud', '{"accessKey":"new"}');
  expect(await readFile(join(elsewhere, 'target.json'), 'utf8')).toBe('{"accessKey":"new"}');
  await rm(elsewhere, { recursive: true });
});

test('a simulated provider keeps its secret in memory', async () => {
  await put('seatwatch/line-works', '{"clientId":"rotated"}');
  expect(await get('seatwatch/line-works')).toBe('{"clientId":"rotated"}');
  expect(await readdir(folder)).toEqual(['trend-micro.json']);
});

test('a secret that does not exist is not found, and is not made by writing', async () => {
  for (const name of ['seatwatch/naver-cloud', 'seatwatch/unknown', '../trend-micro']) {
    await expect(get(name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(put(name, '{}')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  }
});

test('a file that goes away leaves its provider without a secret', async () => {
  await rm(join(folder, 'trend-micro.json'));
  await expect(get('seatwatch/trend-micro')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('nobody else on this machine is answered, no page of a browser either', async () => {
  const stranger = clientWith('THEIRS');
  await expect(stranger.send(new GetSecretValueCommand({ SecretId: 'seatwatch/trend-micro' }))).rejects.toMatchObject({
    name: 'AccessDeniedException',
  });
  stranger.destroy();
  const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=OURS/20261121/us-east-1/secretsmanager/aws4_request' };
  expect((await ask(signed)).status).toBe(200);
  expect((await ask({})).status).toBe(403);
  expect((await ask({ ...signed, origin: 'https://evil.example' })).status).toBe(403);
});
