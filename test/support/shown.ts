/** What a ledger shows to those who ask, and what lies in its table. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Item, Table } from '../../lib/ledger/client.ts';
import type { OverageRecord } from '../../lib/ledger/overages.ts';
import { type CoverageItem, walkCoverage } from '../../lib/query/coverage.ts';
import { walkOverages } from '../../lib/query/overages.ts';
import { walkRuns } from '../../lib/query/runs.ts';
import type { Step } from '../../lib/query/step.ts';
import { walkUsage } from '../../lib/query/usage.ts';
import type { RunResult } from '../../lib/run-result.ts';
import type { UsageRecord } from '../../lib/usage.ts';

const NOW = new Date('2027-06-01T00:00:00Z');

export const recordsIn = (table: Table): Promise<UsageRecord[]> =>
  itemsOf(walkUsage(table, { from: '2000-01-01', to: '2100-01-01' }, null, NOW));

export const overagesIn = (table: Table): Promise<OverageRecord[]> =>
  itemsOf(walkOverages(table, { state: 'all' }, null, 100));

export const coverageIn = (table: Table, now: string, from: string, to: string): Promise<CoverageItem[]> =>
  itemsOf(walkCoverage({ table, filter: { from, to }, after: null, now: new Date(now), depths: {} }));

export const runsIn = (table: Table, now = NOW): Promise<RunResult[]> =>
  itemsOf(walkRuns(table, {}, null, { now, pageSize: 100 }));

/** Every item of the table but those whose partition begins with one of these letters, in the order of their keys. */
export async function itemsIn(table: Table, without = ''): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client: table.client }, { TableName: table.name, ConsistentRead: true })) {
    items.push(...((page.Items ?? []) as Item[]));
  }
  return items.filter(({ pk }) => !without.includes(pk.slice(0, 1))).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ pk, sk }: Item): string => `${pk} ${sk}`;

async function itemsOf<T>(walk: AsyncIterable<Step<T>>): Promise<T[]> {
  const items: T[] = [];
  for await (const { item } of walk) if (item !== null) items.push(item);
  return items;
}
