/** A collector with real parts around it: simulated vendor, Secrets Manager, DynamoDB. Only the clock is the test's. */
import { type RunningVendor, type SimulatedVendor, serve } from '../../infra/local/vendors/simulator.ts';
import { type CollectEvent, parseEvent } from '../../lib/collect/event.ts';
import { runCollector } from '../../lib/collect/run.ts';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SeatwatchError } from '../../lib/errors.ts';
import { createHttp, type HttpLimits } from '../../lib/http.ts';
import { openTable, type Table } from '../../lib/ledger/client.ts';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import type { RunResult } from '../../lib/run-result.ts';
import { type LocalDynamoDb, startDynamoDb } from './dynamodb.ts';
import { type LocalSecretsManager, startSecretsManager } from './secrets-manager.ts';

interface CollectOptions {
  readonly remainingMs?: () => number;
  /** Another way to the same table, or another table. */
  readonly table?: Table;
  /** Aborts when the time of the run is over. */
  readonly signal?: AbortSignal;
  /** History to keep complete; by default as the bench was started. */
  readonly depth?: number | null;
  /** Another way to Secrets Manager. */
  readonly secrets?: SecretsManagerClient;
  readonly limits?: Partial<HttpLimits>;
  /** Told how long a request would wait before its next attempt; the wait itself takes no time. */
  readonly waits?: (ms: number) => void;
}

/** Servers that several benches share; each has a table of its own all the same. */
export interface SharedParts {
  readonly dynamodb: LocalDynamoDb;
  readonly secrets: LocalSecretsManager;
}

export interface Bench {
  readonly vendor: RunningVendor;
  readonly table: Table;
  readonly dynamodb: LocalDynamoDb;
  /** The instant that everything in the bench takes for the present. */
  setNow(instant: string): void;
  /** Writes the provider's secret; without this it holds the credentials of the simulated vendor. */
  putSecret(value: unknown): void;
  collect(event?: CollectEvent, options?: CollectOptions): Promise<RunResult>;
  readonly secrets: LocalSecretsManager;
  /** What was logged as going wrong. */
  readonly errors: SeatwatchError[];
  /** What was noticed without being wrong, progress among it. */
  readonly notices: string[];
  close(): Promise<void>;
}

export async function startBench<C extends Account, S extends Session, R>(
  provider: Provider<C, S, R>,
  vendorAt: (now: () => Date) => SimulatedVendor,
  instant: string,
  depth: number | null = null,
  shared: SharedParts | null = null,
): Promise<Bench> {
  let present = new Date(instant);
  const now = (): Date => present;
  const [dynamodb, secretsManager, vendor] = await Promise.all([
    shared?.dynamodb ?? startDynamoDb(),
    shared?.secrets ?? startSecretsManager(),
    serve(vendorAt(now)),
  ]);
  const tableName = shared ? await dynamodb.newTable() : dynamodb.table;
  const secretId = shared ? `seatwatch/${provider.id}/${tableName}` : `seatwatch/${provider.id}`;
  const putSecret = (value: unknown): void => {
    secretsManager.set(secretId, typeof value === 'string' ? value : JSON.stringify(value));
  };
  putSecret(vendor.secret);
  const table = openTable(tableName, dynamodb);
  const errors: SeatwatchError[] = [];
  const notices: string[] = [];

  async function collect(event: CollectEvent = {}, options: CollectOptions = {}): Promise<RunResult> {
    const remainingMs = options.remainingMs ?? (() => 600_000);
    const signal = options.signal ?? new AbortController().signal;
    const { limits = {}, waits } = options;
    const sleep = async (ms: number): Promise<void> => waits?.(ms);
    // At most what a random pause can be, where somebody adds them up.
    const http = createHttp({ signal, remainingMs, random: () => (waits ? 1 : 0), sleep, limits });
    try {
      const { result } = await runCollector({
        provider,
        event: parseEvent(event),
        table: options.table ?? table,
        secrets: options.secrets ?? secretsManager.client,
        secretId,
        http,
        now,
        remainingMs,
        signal,
        depth: options.depth === undefined ? depth : options.depth,
        expectedOverages: [],
        log: { notice: (message) => notices.push(message), error: (error) => errors.push(error) },
      });
      return result;
    } finally {
      await http.close();
    }
  }

  return {
    vendor,
    table,
    dynamodb,
    setNow: (next) => {
      present = new Date(next);
    },
    putSecret,
    secrets: secretsManager,
    collect,
    errors,
    notices,
    close: async () => {
      await Promise.all([vendor.close(), ...(shared ? [] : [secretsManager.close(), dynamodb.close()])]);
    },
  };
}
