/** The ledger's DynamoDB on this machine: dynalite over a folder, which survives any end of the process. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Level } from 'level';
import type { Endpoint } from './aws-endpoint.ts';
import { createTable } from './create-table.ts';
import type { DynamoDbSettings } from './dynamodb/worker.ts';
import type { Keys } from './loopback.ts';
import { StartupError } from './startup-error.ts';

/** Throws a StartupError when another process holds the folder or it cannot be read. `broke` hears of a later end. */
export async function openDynamoDb(
  path: string,
  table: string,
  keys: Keys,
  broke: (error: Error) => void,
): Promise<Endpoint> {
  await checkFree(path);
  const settings: DynamoDbSettings = { path, accessKeyId: keys.accessKeyId };
  const worker = new Worker(new URL('./dynamodb/worker.ts', import.meta.url), { workerData: settings });
  const [port] = (await once(worker, 'message')) as [number];
  worker.on('error', broke);
  const url = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({ endpoint: url, region: 'us-east-1', credentials: keys });
  await createTable(client, table);
  client.destroy();
  return {
    url,
    close: async () => {
      worker.off('error', broke);
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      await ended;
    },
  };
}

/** The engine tells nobody why it could not open its folder; this asks in its place. */
async function checkFree(path: string): Promise<void> {
  const probe = new Level(path);
  try {
    await probe.open();
    await probe.close();
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown; message?: unknown } };
    if (cause?.code === 'LEVEL_LOCKED') {
      throw new StartupError(
        `Seatwatch is already running with the data in ${path}. Stop it first, or choose another folder with SEATWATCH_HOME.`,
      );
    }
    throw new StartupError(`Cannot open the ledger in ${path}: ${String(cause?.message ?? error)}`);
  }
}
