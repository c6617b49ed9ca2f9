/** The functions of this machine: the same bundles as in the cloud, with the environment that leads them here. */
import { join } from 'node:path';
import { toEnvironment } from '../../lib/function-settings.ts';
import type { Settings } from '../../lib/settings.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { BUNDLES } from '../bundles.ts';
import { type LocalFunction, localFunction } from './lambda.ts';
import type { Keys } from './loopback.ts';
import { secretName } from './secrets.ts';

export interface FunctionsOptions {
  readonly keys: Keys;
  readonly table: string;
  readonly dynamodb: string;
  readonly secrets: string;
  readonly simulated: readonly ProviderId[];
  /** The providers that are collected. */
  readonly enabled: readonly ProviderId[];
  readonly settings: Settings;
  readonly log: (name: string, line: string) => void;
}

const COLLECTOR_MS = 15 * 60_000;
/** One second less than the gateway waits. */
const API_MS = 29_000;

export const collectorName = (provider: ProviderId): string => `collect-${provider}`;

const collectorVariable = (provider: ProviderId): string =>
  `SEATWATCH_COLLECTOR_${provider.toUpperCase().replaceAll('-', '_')}`;

/** The collectors, by function name. */
export function collectors(options: FunctionsOptions): Record<string, LocalFunction> {
  const made = options.enabled.map((provider) => {
    const name = collectorName(provider);
    const env = { ...environment(name, options), SEATWATCH_SECRET: secretName(provider) };
    // A run an hour: between runs its memory is better used by others.
    const settings = { name, env, timeoutMs: COLLECTOR_MS, concurrency: 1, warm: false };
    return [name, localFunction({ ...settings, file: fileOf(name), log: (line) => options.log(name, line) })] as const;
  });
  return Object.fromEntries(made);
}

/** `lambda` is where it starts collectors. */
export function api(options: FunctionsOptions, lambda: string): LocalFunction {
  const name = 'api';
  return localFunction({
    name,
    file: fileOf(name),
    env: {
      ...environment(name, options),
      AWS_ENDPOINT_URL_LAMBDA: lambda,
      SEATWATCH_AUTH: 'none',
      SEATWATCH_SIMULATED: options.simulated.join(','),
      ...Object.fromEntries(options.enabled.map((provider) => [collectorVariable(provider), collectorName(provider)])),
    },
    timeoutMs: API_MS,
    concurrency: 16,
    warm: true,
    log: (line) => options.log(name, line),
  });
}

const fileOf = (name: string): string => join(BUNDLES, name, 'index.mjs');

function environment(name: string, { keys, table, dynamodb, secrets, settings }: FunctionsOptions) {
  return {
    ...toEnvironment(settings),
    SEATWATCH_TABLE: table,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    // What is set up for the AWS tools of this machine's user is none of our business.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
