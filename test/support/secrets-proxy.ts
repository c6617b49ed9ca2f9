/** Secrets Manager as it is on a bad day. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type AwsAim, type AwsFault, type AwsProxy, startAwsProxy } from './aws-proxy.ts';

export interface SecretsFault extends AwsAim {
  /**
   * `throttle`: too many requests. `deny`: no right to it. `status`: the service fails. `reset`: the connection breaks
   * off. `lost`: it breaks off when all was done. `slow`: after `ms`.
   */
  readonly kind: 'throttle' | 'deny' | 'undecryptable' | 'status' | 'reset' | 'lost' | 'slow';
  readonly operation?: 'GetSecretValue' | 'PutSecretValue';
  readonly ms?: number;
}

export interface SecretsProxy extends AwsProxy<SecretsFault> {
  readonly client: SecretsManagerClient;
}

export async function startSecretsProxy(behind: string): Promise<SecretsProxy> {
  const proxy = await startAwsProxy<SecretsFault>(commonOf, { contentType: 'application/x-amz-json-1.1', behind });
  const client = new SecretsManagerClient({
    endpoint: proxy.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 2,
  });
  return {
    ...proxy,
    client,
    close: async () => {
      client.destroy();
      await proxy.close();
    },
  };
}

function commonOf({ kind, ms }: SecretsFault): AwsFault {
  switch (kind) {
    case 'throttle':
      return { kind: 'error', error: 'ThrottlingException' };
    case 'deny':
      return { kind: 'error', error: 'AccessDeniedException' };
    case 'undecryptable':
      return { kind: 'error', error: 'DecryptionFailure' };
    case 'status':
      return { kind: 'error', error: 'InternalServiceError', status: 500 };
    case 'reset':
    case 'lost':
      return { kind };
    default:
      return ms === undefined ? { kind: 'slow' } : { kind: 'slow', ms };
  }
}
