/** Runs that an earlier start did not live to end. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { openTable } from '../../lib/ledger/client.ts';
import { endRuns } from '../../lib/ledger/runs.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import type { Keys } from './loopback.ts';

export interface CutOffRunsOptions {
  readonly dynamodb: string;
  readonly keys: Keys;
  readonly table: string;
}

/** Before anything runs: the ledger is ours alone, so what says that it is running was cut off. */
export async function endCutOffRuns({ dynamodb, keys, table }: CutOffRunsOptions): Promise<void> {
  const engine = new DynamoDBClient({ endpoint: dynamodb, region: 'us-east-1', credentials: keys });
  const ledger = openTable(table, { client: DynamoDBDocumentClient.from(engine) });
  await Promise.all(PROVIDER_IDS.map((provider) => endRuns(ledger, provider, new Date())));
  engine.destroy();
}
