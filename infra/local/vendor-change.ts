/**
 * Simulated and real data of a provider never stand in one ledger: when a provider's vendor changes, what was collected
 * from the old one is put aside in a table of its own, and what was once put aside of the new one comes back.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { type Item, openTable, type Table, writeAll } from '../../lib/ledger/client.ts';
import { providerOf } from '../../lib/ledger/keys.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { createTable } from './create-table.ts';
import type { Keys } from './loopback.ts';

type Vendor = 'simulated' | 'real';

export interface VendorChangeOptions {
  readonly dynamodb: string;
  readonly keys: Keys;
  readonly table: string;
  /** Where it is noted whose data the ledger holds. */
  readonly file: string;
  readonly vendorOf: (provider: ProviderId) => Vendor;
}

/** Each step may be cut off anywhere: the next start goes on with it. */
export async function settleVendors({ dynamodb, keys, table, file, vendorOf }: VendorChangeOptions): Promise<void> {
  const engine = new DynamoDBClient({ endpoint: dynamodb, region: 'us-east-1', credentials: keys });
  const client = DynamoDBDocumentClient.from(engine);
  const ledger = openTable(table, { client });
  // Null: emptied of the old vendor's data, not yet filled with the new one's.
  const known = await readNote(file);
  const note = async (provider: ProviderId, vendor: Vendor | null): Promise<void> => {
    known[provider] = vendor;
    await writeFile(file, JSON.stringify(known, null, 2));
  };
  const aside = async (provider: ProviderId, vendor: Vendor): Promise<Table> => {
    const name = `${table}-${provider}-${vendor}`;
    await createTable(engine, name);
    return openTable(name, { client });
  };
  for (const provider of PROVIDER_IDS) {
    const [before, after] = [known[provider], vendorOf(provider)];
    if (before === after) continue;
    if (before) await move(ledger, await aside(provider, before), (item) => providerOf(item) === provider);
    if (before !== undefined) {
      await note(provider, null);
      await move(await aside(provider, after), ledger, () => true);
    }
    await note(provider, after);
  }
  engine.destroy();
}

async function move(from: Table, to: Table, isMoved: (item: Item) => boolean): Promise<void> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await from.client.send(new ScanCommand({ TableName: from.name, ExclusiveStartKey: start }));
    const items = ((page.Items ?? []) as Item[]).filter(isMoved);
    await writeAll(to, items);
    await writeAll(from, [], items);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

async function readNote(file: string): Promise<Partial<Record<ProviderId, Vendor | null>>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Partial<Record<ProviderId, Vendor | null>>;
  } catch {
    return {};
  }
}
