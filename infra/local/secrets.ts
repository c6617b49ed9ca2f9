/**
 * Secrets Manager on this machine: `seatwatch/<provider>` is the file `<folder>/<provider>.json`, or for a simulated
 * provider the credentials of its vendor, which end with this process as the vendor does.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { awsError, type AwsAnswer, type Endpoint, json, serveAws } from './aws-endpoint.ts';
import { readSecretFile, writeSecretFile } from './secret-file.ts';

export const secretName = (provider: ProviderId): string => `seatwatch/${provider}`;

const fileOf = (folder: string, provider: ProviderId): string => join(folder, `${provider}.json`);

/** The providers that talk to the real vendor. */
export const providersWithFile = (folder: string): ProviderId[] =>
  PROVIDER_IDS.filter((provider) => existsSync(fileOf(folder, provider)));

export interface SecretsOptions {
  readonly accessKeyId: string;
  readonly folder: string;
  readonly simulated: ReadonlyMap<ProviderId, unknown>;
}

interface Request {
  readonly SecretId?: unknown;
  readonly SecretString?: unknown;
}

export function serveSecrets({ accessKeyId, folder, simulated }: SecretsOptions): Promise<Endpoint> {
  const inMemory = new Map([...simulated].map(([provider, value]) => [provider, JSON.stringify(value)]));

  async function get(provider: ProviderId): Promise<AwsAnswer> {
    // A file that goes away while we run leaves its provider without a secret: real data and simulated never mix.
    const text = inMemory.get(provider) ?? (await readSecretFile(fileOf(folder, provider)));
    if (text === null) return absent();
    return json({ ...described(provider, text), SecretString: text, VersionStages: ['AWSCURRENT'] });
  }

  async function put(provider: ProviderId, text: string): Promise<AwsAnswer> {
    if (inMemory.has(provider)) inMemory.set(provider, text);
    else if ((await readSecretFile(fileOf(folder, provider))) === null) return absent();
    else await writeSecretFile(fileOf(folder, provider), text);
    return json({ ...described(provider, text), VersionStages: ['AWSCURRENT'] });
  }

  return serveAws(accessKeyId, async (request, body) => {
    const { SecretId, SecretString } = JSON.parse(body) as Request;
    const provider = PROVIDER_IDS.find((id) => secretName(id) === SecretId);
    if (!provider) return absent();
    const operation = String(request.headers['x-amz-target']);
    if (operation === 'secretsmanager.GetSecretValue') return get(provider);
    if (operation !== 'secretsmanager.PutSecretValue') return awsError('UnknownOperationException', operation);
    if (typeof SecretString !== 'string') return awsError('InvalidParameterException', 'SecretString is missing');
    return put(provider, SecretString);
  });
}

const absent = (): AwsAnswer =>
  awsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");

const described = (provider: ProviderId, text: string) => ({
  ARN: `arn:aws:secretsmanager:us-east-1:000000000000:secret:${secretName(provider)}`,
  Name: secretName(provider),
  VersionId: createHash('sha256').update(text).digest('hex').slice(0, 36),
});
