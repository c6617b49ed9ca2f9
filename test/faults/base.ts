/** Where every cell of the matrix begins, and what a year without faults would have made of it. */
import type { ProviderId } from '../../lib/usage.ts';
import type { Bench } from '../support/bench.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';
import type { LocalSecretsManager } from '../support/secrets-manager.ts';
import { type Export, exportOf } from './export.ts';
import { dynamodbOn } from './memory-parts.ts';
import { type SignIn, WORLDS } from './worlds.ts';

/**
 * A ledger that was filled the day before; the run with the fault; a tick an hour later; and the first tick that tries
 * again what is tried once a day. All on one day in UTC: a snapshot that was missed is gone with its day.
 */
export const TIMES = {
  before: '2026-11-03T00:30:00Z',
  fault: '2026-11-04T00:30:00Z',
  tick: '2026-11-04T01:30:00Z',
  later: '2026-11-04T21:00:00Z',
} as const;

export interface Started {
  readonly bench: Bench;
  /** Its ledger, filled the day before. */
  readonly memory: MemoryDynamoDb;
}

export interface Base {
  /** A bench on its own copy of the filled ledger, at the time of the fault. */
  start(signIn?: SignIn): Promise<Started>;
  /** What a ledger holds that met no fault: before the run, after it, and after each tick. */
  readonly clean: Readonly<Record<keyof typeof TIMES, Export>>;
  /** Requests that the run makes without a fault. */
  readonly requests: number;
}

export async function baseOf(provider: ProviderId, secrets: LocalSecretsManager): Promise<Base> {
  const on = (memory: MemoryDynamoDb, signIn?: SignIn): Promise<Bench> =>
    WORLDS[provider](TIMES.before, { dynamodb: dynamodbOn(memory), secrets }, signIn);
  const filled = new MemoryDynamoDb();
  const first = await on(filled);
  await first.collect();
  const before = await exportOf(first.table, TIMES.fault);
  const start = async (signIn?: SignIn): Promise<Started> => {
    const memory = filled.copy();
    const bench = await on(memory, signIn);
    bench.setNow(TIMES.fault);
    return { bench, memory };
  };
  const { bench } = await start();
  const after = async (time: keyof typeof TIMES): Promise<Export> => {
    bench.setNow(TIMES[time]);
    await bench.collect();
    return exportOf(bench.table, TIMES[time]);
  };
  const fault = await after('fault');
  const requests = bench.vendor.requests.length;
  const clean = { before, fault, tick: await after('tick'), later: await after('later') };
  return { start, clean, requests };
}
