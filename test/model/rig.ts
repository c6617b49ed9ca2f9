/** The real collector between a scripted vendor and a real DynamoDB API; clock, vendor and end of time are the test's. */
import { type CollectEvent, parseEvent } from '../../lib/collect/event.ts';
import { runCollector } from '../../lib/collect/run.ts';
import { createHttp } from '../../lib/http.ts';
import type { Table } from '../../lib/ledger/client.ts';
import type { RunResult } from '../../lib/run-result.ts';
import type { ProviderId } from '../../lib/usage.ts';
import type { LocalSecretsManager } from '../support/secrets-manager.ts';
import { fused } from './fuse.ts';
import { LedgerModel } from './ledger-model.ts';
import { type Script, scriptedVendor } from './scripted-vendor.ts';
import type { Shown } from './shown.ts';
import { Truth } from './truth.ts';

export interface RunOptions {
  readonly event?: CollectEvent;
  readonly script?: Script;
  /** Windows after which no time is left. */
  readonly windows?: number;
  /** Written items after which the table is dead. */
  readonly writes?: number;
}

export interface RunReport {
  /** Null when the run died. */
  readonly result: RunResult | null;
  readonly shown: readonly Shown[];
  /** Items written, the record of the run left out. */
  readonly written: number;
}

export interface Rig {
  readonly truth: Truth;
  readonly model: LedgerModel;
  readonly table: Table;
  now: Date;
  scope: ReadonlySet<string> | null;
  run(options?: RunOptions): Promise<RunReport>;
}

/** `depth` as for the collector: months or days of history, null = the dataset's own. */
export function newRig(id: ProviderId, table: Table, secrets: LocalSecretsManager, depth: number | null): Rig {
  const truth = new Truth(id);
  const model = new LedgerModel(id);
  const secretId = `seatwatch/${id}`;
  secrets.set(secretId, '{"key":"of nothing"}');

  let runs = 0;
  const rig: Rig = {
    truth,
    model,
    table,
    now: new Date(0),
    scope: null,
    run: async ({ event = {}, script = {}, windows, writes } = {}) => {
      const shown: Shown[] = [];
      const only = event.customers === undefined ? null : new Set(event.customers);
      const provider = scriptedVendor({
        id,
        truth,
        run: ++runs,
        now: () => rig.now,
        scope: () => rig.scope,
        script: () => script,
        only: () => only,
        show: (one) => {
          shown.push(one);
          model.see(one);
        },
      });
      const fuse = fused(table, writes ?? Number.POSITIVE_INFINITY);
      const { signal } = new AbortController();
      const remainingMs = (): number =>
        shown.filter(({ what }) => what !== 'list').length < (windows ?? 1e9) ? 1e6 : 0;
      const http = createHttp({ signal, remainingMs });
      let result: RunResult | null = null;
      try {
        const outcome = await runCollector({
          provider,
          event: parseEvent(event),
          table: fuse.table,
          secrets: secrets.client,
          secretId,
          http,
          now: () => rig.now,
          remainingMs,
          signal,
          depth,
          expectedOverages: [],
          send: async () => {},
          log: { notice: () => {}, error: () => {} },
        });
        result = outcome.result;
      } catch (error) {
        if (writes === undefined) throw error;
      } finally {
        await http.close();
      }
      return { result, shown, written: fuse.written() };
    },
  };
  return rig;
}
