/** A collector in front of a vendor that the test paints, with the reading of what it stored. */
import { onTestFinished } from 'vitest';
import { collectAll, openTable } from '../../../lib/ledger/client.ts';
import { walkCoverage } from '../../../lib/query/coverage.ts';
import { walkCustomers } from '../../../lib/query/customers.ts';
import { walkUsage } from '../../../lib/query/usage.ts';
import type { ProviderId } from '../../../lib/usage.ts';
import { memoryTable } from '../../model/memory-table.ts';
import { observedOverages } from '../../model/observed.ts';
import { newRig, type Rig } from '../../model/rig.ts';
import { startSecretsManager } from '../../support/secrets-manager.ts';

const EVER = { from: '0001-01-01', to: '9998-12-31' };

export interface Scripted extends Rig {
  usage(): Promise<Array<{ readonly period: string; readonly consumed: number | null; readonly productName: string }>>;
  overages(): Promise<Array<{ readonly since: string; readonly until: string | null; readonly peak: number }>>;
  totals(): Promise<Array<{ readonly customerId: string; readonly series: number; readonly asOf: string }>>;
  /** States of a customer's periods in one dataset. */
  coverage(dataset: string, customer: string): Promise<Record<string, string>>;
}

/** `depth` in months or days; with customers c1, c2 … as the test lists them. */
export async function scripted(provider: ProviderId, start: string, depth: number | null = null): Promise<Scripted> {
  const secrets = await startSecretsManager();
  onTestFinished(() => secrets.close());
  const memory = memoryTable();
  const table = openTable(memory.name, memory);
  const rig = newRig(provider, table, secrets, depth);
  rig.now = new Date(start);
  return Object.assign(rig, {
    usage: async () => {
      const records = await items(walkUsage(table, { provider, ...EVER }, null, rig.now));
      return records.map(({ period, consumed, productName }) => ({ period, consumed, productName }));
    },
    overages: async () => {
      const { beside } = await observedOverages(table, provider);
      return beside.map(({ since, until, peak }) => ({ since, until, peak }));
    },
    totals: async () => {
      const all = await items(walkCustomers(table, { provider }, null, 100));
      return all.map(({ customerId, series, asOf }) => ({ customerId, series, asOf }));
    },
    coverage: async (dataset: string, customer: string) => {
      const depths = depth === null ? {} : { [provider]: depth };
      const all = await items(
        walkCoverage({ table, filter: { provider, dataset, customer, ...EVER }, after: null, now: rig.now, depths }),
      );
      return Object.fromEntries(all.map(({ period, state }) => [period, state]));
    },
  });
}

async function items<T>(walk: AsyncIterable<{ readonly item: T | null }>): Promise<T[]> {
  const steps = await collectAll(walk);
  return steps.flatMap(({ item }) => (item === null ? [] : [item]));
}

/** Seats of which five are held. */
export const seats = (consumed: number | null, tag = 1) => ({ entitled: 5, consumed, over: null, tag });
