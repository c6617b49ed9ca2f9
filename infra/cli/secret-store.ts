/** The two places where credentials are kept. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { SeatwatchError } from '../../lib/errors.ts';
import { secretCall } from '../../lib/secrets/value.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { writeSecretFile } from '../local/secret-file.ts';
import { secretName } from '../local/secrets.ts';
import { awsConfig, signedIn } from './aws.ts';
import type { Given } from './command.ts';

export interface Place {
  readonly name: string;
  /** The same as a part of a sentence. */
  readonly told: string;
  /** What a person does now. */
  readonly next: string;
}

/** Throws SECRET_UNAVAILABLE where the folder or the file cannot be written. */
export async function storeOnThisMachine(provider: ProviderId, value: string, env: NodeJS.ProcessEnv): Promise<Place> {
  const folder = resolve(env['SEATWATCH_SECRETS'] ?? 'secrets');
  const file = join(folder, `${provider}.json`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeSecretFile(file, value);
  } catch (error) {
    throw new SeatwatchError('SECRET_UNAVAILABLE', `${file} cannot be written: ${(error as Error).message}`);
  }
  return { name: file, told: file, next: 'A running npm start that did not know the file has to be started again.' };
}

/** Throws SECRET_UNAVAILABLE when Secrets Manager does not take it, with what to do where that is known. */
export async function storeInStack(provider: ProviderId, value: string, options: Given['options']): Promise<Place> {
  const client = new SecretsManagerClient(awsConfig(options));
  const name = secretName(provider);
  try {
    await signedIn(client);
    await secretCall(name, () => client.send(new PutSecretValueCommand({ SecretId: name, SecretString: value })));
  } catch (error) {
    if (!(error instanceof SeatwatchError) || !(error.cause instanceof ResourceNotFoundException)) throw error;
    throw new SeatwatchError(
      'SECRET_UNAVAILABLE',
      `there is no secret ${name} in ${await client.config.region()}: deploy the stack first, or choose its region and account`,
    );
  } finally {
    client.destroy();
  }
  return {
    name,
    told: `the secret ${name} of Secrets Manager`,
    next: 'It is collected at the next tick; POST /v1/runs starts a run at once.',
  };
}
