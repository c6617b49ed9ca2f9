/** Day after day at one vendor: the real collector ticks, faults meet one request in twenty, and a model sees what was shown. */
import { type Running, serveWorld } from './serve-world.ts';
import { parseEvent } from '../../lib/collect/event.ts';
import { runCollector } from '../../lib/collect/run.ts';
import { createHttp } from '../../lib/http.ts';
import { openTable, type Table } from '../../lib/ledger/client.ts';
import { addDays } from '../../lib/calendar.ts';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import type { RunResult } from '../../lib/run-result.ts';
import type { Message } from '../../lib/tell/message.ts';
import { LedgerModel } from '../model/ledger-model.ts';
import { drawing, isWhole } from '../support/attack.ts';
import { inProcessClient, inProcessSecrets } from '../support/in-process-client.ts';
import { MemoryDynamoDb } from '../support/memory-dynamodb.ts';
import type { Cast } from './cast.ts';
import { type Engine, Faults, faultyTable, spoiled } from './faults.ts';
import { World } from './world.ts';

const START = '2026-01-01';
export const TABLE_NAME = 'soak';
/** Hours of a day, UTC, at which a tick comes; further ones follow hour by hour while something is left to do. */
const TICKS = isWhole ? [1, 9, 20] : [1, 20];
const MOST_TICKS = 4;
const remainingMs = (): number => 600_000;

export interface Year {
  readonly world: World;
  readonly model: LedgerModel;
  readonly faults: Faults;
  /** Without faults in between, for whoever looks. */
  readonly table: Table;
  readonly now: () => Date;
  /** Messages that arrived, with their doubles. */
  readonly sent: readonly Message[];
  /** How often messages may have arrived although the sender was told that they had not. */
  readonly doubtful: ReadonlySet<string>;
  readonly runs: () => number;
  pass(days: number): Promise<void>;
  close(): Promise<void>;
}

export async function beginYear<C extends Account, S extends Session, R>(
  provider: Provider<C, S, R>,
  cast: Cast,
  seed: number,
  engine: Engine = new MemoryDynamoDb(),
): Promise<Year> {
  let now = new Date(`${START}T00:30:00Z`);
  let day = START;
  let runs = 0;
  const faults = new Faults(drawing(seed));
  const world = new World(cast.shapes, drawing(seed + 1), cast.idOf);
  const model = new LedgerModel(provider.id);
  const running: Running = await serveWorld(cast, world, faults, () => now, {
    shown: (one) => model.see(one),
    run: () => runs,
  });
  const faulty = openTable(TABLE_NAME, { client: faultyTable(engine, faults), random: () => 0, sleep: async () => {} });
  const plain = inProcessClient((operation, body) => engine.answer(operation, body));
  const held = { SecretString: JSON.stringify(running.secret) };
  const secrets = inProcessSecrets((operation, body) =>
    spoiled(faults.aws('Secrets Manager', operation), () => {
      const { SecretString } = JSON.parse(body) as { SecretString?: string };
      if (SecretString !== undefined) held.SecretString = SecretString;
      return { status: 200, body: JSON.stringify(held) };
    }),
  );
  const sent: Message[] = [];
  const doubtful = new Set<string>();

  async function send(messages: readonly Message[]): Promise<void> {
    const fault = faults.sending();
    if (fault !== 'refused') sent.push(...messages);
    if (fault === 'lost') for (const { id } of messages) doubtful.add(id);
    if (fault !== undefined) throw new Error('nobody knows whether it arrived');
  }

  /** Null when not even its end could be recorded. */
  async function tick(): Promise<RunResult | null> {
    runs++;
    running.forget();
    const { signal } = new AbortController();
    const http = createHttp({ signal, remainingMs, random: () => 0, sleep: async () => {} });
    try {
      const { result } = await runCollector({
        provider,
        event: parseEvent({}),
        table: faulty,
        secrets,
        secretId: `seatwatch/${provider.id}`,
        http,
        now: () => now,
        remainingMs,
        signal,
        depth: cast.depth,
        expectedOverages: [],
        send,
        log: { notice: () => {}, error: () => {} },
      });
      return result;
    } catch {
      return null;
    } finally {
      await http.close();
    }
  }

  return {
    world,
    model,
    faults,
    table: openTable(TABLE_NAME, { client: plain }),
    now: () => now,
    sent,
    doubtful,
    runs: () => runs,
    pass: async (days) => {
      for (const end = addDays(day, days); day < end; day = addDays(day, 1)) {
        world.pass(day);
        for (const hour of TICKS) {
          for (let count = 0; count < MOST_TICKS; count++) {
            now = new Date(Date.parse(`${day}T00:00:00Z`) + (hour + count) * 3_600_000);
            const result = await tick();
            if (result !== null && result.windows.failed + result.windows.deferred === 0) break;
          }
        }
      }
    },
    close: async () => {
      await running.close();
      plain.destroy();
      faulty.client.destroy();
      secrets.destroy();
    },
  };
}
