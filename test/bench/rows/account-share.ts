/**
 * What an account's ticks cost beside its customers' own items: the directory, the account, the run. Hourly ticks, most of
 * which find nothing due. Measured with a hundred customers and shared among them.
 */
import { OWN_CLOCK, runProgram } from '../program.ts';
import type { Bench } from '../row.ts';
import { allUnits, OPTIONS, unitsOf } from './ledger-units.ts';

export const CUSTOMERS = 100;
/** What is due is read again when it is twenty hours old, at the next hour. */
const REREAD_HOURS = 21;
/** Two months are kept, of which the older one is read again as well. */
export const HISTORY = '{"line-works":2}';
const YEAR_HOURS = 365 * 24;
const MIDDLE = Date.parse('2025-06-15T03:00:00Z');
const IDLE_TICKS = 5;

const at = (hours: number): string => new Date(MIDDLE + hours * 3_600_000).toISOString();

interface Units {
  readonly writes: number;
  readonly reads: number;
}

export interface Share {
  /** One customer's part of a year of ticks with something due, its own items left out. */
  readonly due: Units;
  /** The same of all ticks in between. */
  readonly idle: Units;
}

/** `busy`: ticks of a year with something due. */
export async function accountShare(bench: Bench, busy: number): Promise<Share> {
  const { endpoints, built } = bench;
  await endpoints.world({ provider: 'line-works', customers: CUSTOMERS, products: 10 });
  await endpoints.reset();
  /** Ticks at these hours after the first, counted. */
  const ticks = async (from: number, to: number): Promise<{ own: Units; all: Units; read: number }> => {
    await endpoints.reset({ metered: true, empty: false });
    const { facts } = await runProgram(endpoints, {
      file: 'sides/ticks.mjs',
      flags: OWN_CLOCK,
      env: { BENCH_NOW: at(from), SEATWATCH_HISTORY: HISTORY },
      input: { bundle: built.functionFile('collect-line-works'), from: at(from), to: at(to), hours: 1 },
    });
    const counts = await endpoints.counts();
    const [options, plans] = [unitsOf(counts, OPTIONS), unitsOf(counts, 'usages')];
    const own = { writes: options.writes + plans.writes, reads: options.reads + plans.reads };
    return { own, all: allUnits(counts), read: facts['read'] ?? 0 };
  };
  const shared = ({ own, all }: { own: Units; all: Units }, times: number): Units => ({
    writes: ((all.writes - own.writes) * times) / CUSTOMERS,
    reads: ((all.reads - own.reads) * times) / CUSTOMERS,
  });
  await ticks(0, 0);
  const due = await ticks(REREAD_HOURS, REREAD_HOURS);
  const idle = await ticks(REREAD_HOURS + 1, REREAD_HOURS + IDLE_TICKS);
  if (due.read === 0 || idle.read !== 0) throw new Error(`read when due: ${due.read}, when not: ${idle.read}`);
  return {
    due: shared(due, busy),
    idle: shared({ own: { writes: 0, reads: 0 }, all: idle.all }, (YEAR_HOURS - busy) / IDLE_TICKS),
  };
}
