/** The provider against its simulated vendor, or against a server that answers as a test says. */
import { onTestFinished } from 'vitest';
import { lineWorksVendor } from '../../../../infra/local/vendors/line-works.ts';
import { type RunningVendor, serve } from '../../../../infra/local/vendors/simulator.ts';
import type { Reading, Rejection, Window } from '../../../../lib/provider.ts';
import type { LineWorksCredentials } from '../../../../lib/providers/line-works/credentials.ts';
import { createPace } from '../../../../lib/providers/line-works/pace.ts';
import { lineWorksAt } from '../../../../lib/providers/line-works.ts';
import { credentialsOf, open, readWindow } from '../open.ts';

const START = new Date('2026-11-21T02:00:00Z');

export const windowOf = (dataset: string, id = '10000001', month = '2026-11', name: string | null = null): Window => ({
  dataset,
  from: `${month}-01`,
  to: `${month}-28`,
  customers: [{ id, name }],
});

/** A pace whose waiting takes no time: its clock is moved instead. */
export function instantPace() {
  let at = 0;
  const waits: number[] = [];
  const pace = createPace({
    clock: () => at,
    sleep: async (ms) => {
      waits.push(ms);
      at += ms;
    },
  });
  const pass = (ms: number): void => {
    at += ms;
  };
  return { pace, waits, pass };
}

type VendorOptions = Omit<Parameters<typeof lineWorksVendor>[0], 'now'>;

export interface Bench {
  readonly running: RunningVendor;
  readonly waits: readonly number[];
  /** Moves the clock of vendor and provider. */
  pass(seconds: number): void;
  /** A session of its own, as another run has it. */
  session(change?: Partial<LineWorksCredentials>): Opened;
  /** How often somebody signed in. */
  signIns(): number;
  /** What was asked of the API, without the sign-ins. */
  asked(): string[];
}

type Provider = ReturnType<typeof lineWorksAt>;
type Opened = ReturnType<typeof open<LineWorksCredentials, ReturnType<Provider['open']>>> & {
  readonly customers: () => ReturnType<NonNullable<Provider['customers']>>;
  readonly read: (window: Window) => Promise<Array<Reading | Rejection>>;
};

export async function benchOf(options: VendorOptions = {}, port = 0): Promise<Bench> {
  let at = START.getTime();
  const now = (): Date => new Date(at);
  const running = await serve(lineWorksVendor({ now, ...options }), port);
  onTestFinished(() => running.close());
  const { pace, waits } = instantPace();
  const provider = lineWorksAt(pace);
  return {
    running,
    waits,
    pass: (seconds) => {
      at += seconds * 1000;
    },
    session(change = {}) {
      const opened = open(provider, { ...credentialsOf(provider, running.secret), ...change }, now);
      onTestFinished(() => opened.close());
      return {
        ...opened,
        customers: async () => (await provider.customers?.(opened.session)) ?? [],
        read: async (window) => (await readWindow(provider, window, opened.session)).rows,
      };
    },
    signIns: () => running.requests.filter(({ target }) => target.endsWith('/token')).length,
    asked: () => running.requests.flatMap(({ target }) => (target.endsWith('/token') ? [] : [target])),
  };
}
