/** The SDK's client of DynamoDB, as the functions use it. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Agent } from 'node:https';
import { signerWith } from './signer.ts';

export function openEngine(): DynamoDBClient {
  const engine: DynamoDBClient = new DynamoDBClient({
    maxAttempts: 6,
    requestHandler: {
      connectionTimeout: 3000,
      requestTimeout: 10_000,
      // As the SDK would make it, which loads it only with its first request: then the first to ask waits 30 ms for it.
      httpsAgent: new Agent({ keepAlive: true, maxSockets: 50 }),
    },
    signer: signerWith(
      () => engine.config.credentials(),
      () => engine.config.region(),
    ),
  });
  return engine;
}
