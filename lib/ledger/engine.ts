/** The SDK's client of DynamoDB, as the functions use it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { signerWith } from './signer.ts';

export function openEngine(): DynamoDBClient {
  const engine: DynamoDBClient = new DynamoDBClient({
    maxAttempts: 6,
    requestHandler: { connectionTimeout: 3000, requestTimeout: 10_000 },
    signer: signerWith(
      () => engine.config.credentials(),
      () => engine.config.region(),
    ),
  });
  return engine;
}
