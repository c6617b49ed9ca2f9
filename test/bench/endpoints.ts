/** The endpoints from the parent's side. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Counts, Kept, Order, Origins, Reset } from './endpoints/orders.ts';
import type { WorldName } from './endpoints/vendor.ts';

export interface Endpoints extends Origins {
  /** Prepares this vendor's answers. */
  world(world: WorldName): Promise<void>;
  /** An empty table, unless told otherwise; counting begins anew. */
  reset(options?: Partial<Omit<Reset, 'kind'>>): Promise<void>;
  counts(): Promise<Counts>;
  kept(): Promise<Kept>;
  close(): void;
}

export async function startEndpoints(): Promise<Endpoints> {
  const child = fork(fileURLToPath(import.meta.resolve('./endpoints/process.ts')), {
    execArgv: ['--max-old-space-size=8192'],
  });
  const waiting = new Map<number, (answer: unknown) => void>();
  let last = 0;
  child.on('message', ({ id, answer }: { id: number; answer: unknown }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = <T>(order: Order): Promise<T> =>
    new Promise<T>((resolve) => {
      const id = ++last;
      waiting.set(id, (answer) => resolve(answer as T));
      child.send({ id, order });
    });
  const origins = await ask<Origins>({ kind: 'origins' });
  return {
    ...origins,
    world: (world) => ask({ kind: 'world', world }),
    reset: (options = {}) => ask({ kind: 'reset', metered: false, empty: true, ...options }),
    counts: () => ask({ kind: 'counts' }),
    kept: () => ask({ kind: 'kept' }),
    close: () => child.disconnect(),
  };
}
