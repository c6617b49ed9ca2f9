import { type RunningVendor, serve } from '../../../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../../../infra/local/vendors/trend-micro.ts';
import type { TrendMicroWorld } from '../../../../infra/local/vendors/trend-micro/world.ts';
import { trendMicro } from '../../../../lib/providers/trend-micro.ts';
import type { TrendMicroSession } from '../../../../lib/providers/trend-micro/session.ts';
import { credentialsOf, type Opened, open } from '../open.ts';

interface Setting extends Partial<TrendMicroWorld> {
  readonly now?: string;
  /** What the vendor's clock is ahead of ours. */
  readonly clockAheadSeconds?: number;
  readonly historyDays?: number;
  readonly end?: 'inclusive' | 'exclusive';
  /** Instead of what the simulated vendor's own secret says. */
  readonly secret?: Readonly<Record<string, unknown>>;
}

export const NOW = '2026-11-20T05:00:11Z';

/** Opens the provider against a vendor of its own for the time of one test. */
export async function atVendor<T>(
  { now = NOW, secret, licenses, customers, usages, ...options }: Setting,
  use: (opened: Opened<TrendMicroSession> & { running: RunningVendor }) => Promise<T>,
): Promise<T> {
  const clock = (): Date => new Date(now);
  const own = licenses || customers || usages;
  const world = { licenses: licenses ?? [], customers: customers ?? [], usages: usages ?? [] };
  const running = await serve(trendMicroVendor({ now: clock, ...options, ...(own && { world }) }));
  const given = running.secret as Record<string, unknown>;
  const opened = open(trendMicro, credentialsOf(trendMicro, { ...given, ...secret }), clock);
  try {
    return await use({ ...opened, running });
  } finally {
    await opened.close();
    await running.close();
  }
}
