/** Secrets and table of the Seatwatch that is meant: of a running one on this machine, or of a stack. */
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ProviderId } from '../../lib/usage.ts';
import { readRunning } from '../local/running.ts';
import { secretName } from '../local/secrets.ts';
import { awsConfig, signedIn } from './aws.ts';
import type { Given } from './command.ts';
import type { Stack } from './stack.ts';

export interface Vault {
  readonly secrets: SecretsManagerClient;
  readonly dynamodb: DynamoDBDocumentClient;
  readonly table: string;
  /** The secret as its collector calls it: under another name the lease would be another one. */
  readonly secretIdOf: (provider: ProviderId) => Promise<string>;
}

export async function stackVault(stack: Stack, options: Given['options']): Promise<Vault> {
  const secrets = new SecretsManagerClient(awsConfig(options));
  await signedIn(secrets);
  const dynamodb = DynamoDBDocumentClient.from(new DynamoDBClient(awsConfig(options)));
  // Collectors know it by its ARN. One that was never filled has nothing that could be changed at the same time.
  const secretIdOf = async (provider: ProviderId): Promise<string> => {
    const name = secretName(provider);
    const found = await secrets.send(new GetSecretValueCommand({ SecretId: name })).catch(() => null);
    return found?.ARN ?? name;
  };
  return { secrets, dynamodb, table: stack.table, secretIdOf };
}

/** Null when nothing runs on this machine. */
export async function localVault(env: NodeJS.ProcessEnv): Promise<Vault | null> {
  const running = await readRunning(resolve(env['SEATWATCH_HOME'] ?? '.seatwatch'));
  if (!running || !(await isListening(running.secrets))) return null;
  const config = { region: 'us-east-1', credentials: running.keys, maxAttempts: 2 };
  return {
    secrets: new SecretsManagerClient({ ...config, endpoint: running.secrets }),
    dynamodb: DynamoDBDocumentClient.from(new DynamoDBClient({ ...config, endpoint: running.dynamodb })),
    table: running.table,
    secretIdOf: async (provider) => secretName(provider),
  };
}

/** Any answer will do: without a signature it is a refusal. */
const isListening = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    () => true,
    () => false,
  );
