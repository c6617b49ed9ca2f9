/** Coverage as the API tells it, each time checked against the number of missing periods that it gives elsewhere. */
import { expect } from 'vitest';
import type { Rejection } from '../../../lib/provider.ts';
import type { CoverageItem } from '../../../lib/query/coverage.ts';
import type { LocalDynamoDb } from '../../support/dynamodb.ts';
import type { Row, TestWindow } from '../../support/ledger.ts';
import { type Door, openDoor, newTable } from './door.ts';
import { NOW } from './world.ts';

const env = {
  SEATWATCH_AUTH: 'none',
  SEATWATCH_HISTORY: JSON.stringify({ 'line-works': 1, 'naver-cloud': 2, 'trend-micro': 12 }),
};

export const shortHistory = async (db: LocalDynamoDb): Promise<Door> =>
  openDoor(await newTable(db), { now: () => NOW, env });

export const november = (customer: string, more: Partial<TestWindow> = {}): TestWindow => ({
  provider: 'line-works',
  dataset: 'usages',
  from: '2026-11-01',
  to: '2026-11-30',
  customers: [customer],
  at: '2026-11-21T01:00:00Z',
  ...more,
});
export const license = (from: string, to: string, at = '2026-11-21T01:00:00Z'): TestWindow => ({
  provider: 'trend-micro',
  dataset: 'vendor-license',
  from,
  to,
  at,
});
export const seats = (customerId: string, period: string): Row => ({
  customerId,
  productId: 'wfbss',
  period,
  entitled: 5,
  consumed: 4,
  labels: { level: 'partner' },
});
export const unread = (customerId: string | null): Rejection => ({
  rejected: true,
  customerId,
  position: 'row 1',
  field: 'seat_in_use',
  problem: 'not a whole number',
});
export const snapshot = (dataset: string, at: string, customers?: readonly string[]): TestWindow => ({
  provider: customers ? 'trend-micro' : 'partner-center',
  dataset,
  from: at.slice(0, 10),
  to: at.slice(0, 10),
  ...(customers ? { customers } : {}),
  at,
});
export const deployed = (customerId: string, period: string): Row => ({
  customerId,
  productId: 'p',
  period,
  entitled: 5,
  consumed: 4,
  labels: { serviceCode: 'exo', serviceName: 'EXO', channel: null },
});

/** Every state, checked against the number that /v1/providers gives of the same ledger. */
export async function coverageOf(door: Door, query = ''): Promise<CoverageItem[]> {
  const whole = await door.walk<CoverageItem>('/v1/coverage?limit=1000&from=2025-11-30&to=2026-11-22');
  const { items } = (await door.get('/v1/providers')).json as {
    items: Array<{ provider: string; account: string; missing: number }>;
  };
  for (const { provider, account, missing } of items) {
    const bad = whole.filter(
      (one) =>
        one.provider === provider && one.account === account && (one.state === 'missing' || one.state === 'failed'),
    );
    expect([provider, missing]).toEqual([provider, bad.length]);
  }
  return query === '' ? whole : door.walk<CoverageItem>(`/v1/coverage?limit=1000&${query}`);
}

/** States in a row, told once for as long as they last: `11-01..11-20 missing`. */
export function spans(items: readonly CoverageItem[]): string[] {
  const found: Array<{ from: string; to: string; state: string }> = [];
  for (const { period, state, code } of items) {
    const said = code === null ? state : `${state} ${code}`;
    const last = found.at(-1);
    if (last?.state === said) last.to = period;
    else found.push({ from: period, to: period, state: said });
  }
  return found.map(({ from, to, state }) => `${from.slice(5)}${from === to ? '' : `..${to.slice(5)}`} ${state}`);
}
