/** A ledger into which every collector has read its simulated vendor's story, day by day, as it stands at one instant. */
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import { type RunningVendor, type SimulatedVendor, serve } from '../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import { addDays } from '../../lib/calendar.ts';
import { runCollector } from '../../lib/collect/run.ts';
import { createHttp } from '../../lib/http.ts';
import { openTable, type Table } from '../../lib/ledger/client.ts';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import { lineWorks } from '../../lib/providers/line-works.ts';
import { naverCloud } from '../../lib/providers/naver-cloud.ts';
import { partnerCenter } from '../../lib/providers/partner-center.ts';
import { trendMicro } from '../../lib/providers/trend-micro.ts';
import { startDynamoDb } from '../support/dynamodb.ts';
import { startSecretsManager } from '../support/secrets-manager.ts';

export interface Collected {
  readonly table: Table;
  readonly close: () => Promise<void>;
}

/** Where in the story the tests stand. */
export const NOW = new Date('2026-11-21T02:00:00Z');

const TODAY = '2026-11-21';
/** Pictures show a whole year of everybody; tests are content with less. */
export const IS_PICTURED = Boolean(process.env['SEATWATCH_SCREENSHOTS']);
export const HISTORY = IS_PICTURED
  ? { 'line-works': 12, 'naver-cloud': 3, 'trend-micro': 365 }
  : { 'line-works': 3, 'naver-cloud': 1, 'trend-micro': 90 };
/** Snapshots tell of free seats only once they were taken on half of the days. */
const SNAPSHOT_DAYS = IS_PICTURED ? 26 : 7;
const SOME_CUSTOMERS = IS_PICTURED ? {} : { domainIds: ['10000001', '10000002', '10000004', '10000005', '10000008'] };
/** Nobody was there to collect on these. */
const MISSED = new Set(['2026-11-15', '2026-11-16']);
/** The vendor was down. */
const DOWN = '2026-11-18';

const remainingMs = (): number => 600_000;

export async function collectedLedger(): Promise<Collected> {
  const [dynamodb, secrets] = await Promise.all([startDynamoDb(), startSecretsManager()]);
  const table = openTable(dynamodb.table, { client: dynamodb.client });
  let present = NOW;
  const now = (): Date => present;
  const vendors: RunningVendor[] = [];

  /** A provider with its vendor; answers one tick. */
  async function collecting<C extends Account, S extends Session, R>(
    provider: Provider<C, S, R>,
    vendor: SimulatedVendor,
    scope: object = {},
  ): Promise<{ readonly vendor: RunningVendor; readonly tick: () => Promise<unknown> }> {
    const running = await serve(vendor);
    vendors.push(running);
    const secretId = `seatwatch/${provider.id}`;
    secrets.set(secretId, JSON.stringify({ ...(running.secret as object), ...scope }));
    const depth = { ...HISTORY, 'partner-center': null }[provider.id];
    const { signal } = new AbortController();
    const tick = async (): Promise<void> => {
      const http = createHttp({ signal, remainingMs, random: () => 0, sleep: async () => {} });
      const run = { provider, event: {}, table, secrets: secrets.client, secretId, http, now, remainingMs, signal };
      const log = { notice: () => undefined, error: () => undefined };
      await runCollector({ ...run, depth, expectedOverages: [], log }).finally(() => http.close());
    };
    return { vendor: running, tick };
  }

  const [works, microsoft, naver, trend] = await Promise.all([
    collecting(lineWorks, lineWorksVendor({ now }), SOME_CUSTOMERS),
    collecting(partnerCenter, partnerCenterVendor({ now })),
    collecting(naverCloud, naverCloudVendor({ now })),
    collecting(trendMicro, trendMicroVendor({ now })),
  ]);
  for (let day = addDays(TODAY, -SNAPSHOT_DAYS); day < TODAY; day = addDays(day, 1)) {
    if (MISSED.has(day)) continue;
    present = new Date(`${day}T02:00:00Z`);
    if (day === DOWN) for (const { vendor } of [microsoft, trend]) vendor.fault({ kind: 'status', status: 503 });
    await Promise.all([microsoft.tick(), trend.tick()]);
    if (day === DOWN) for (const { vendor } of [microsoft, trend]) vendor.clearFaults();
  }
  present = NOW;
  works.vendor.fault({ kind: 'cut', path: '10000005', times: 1, after: 1 });
  await Promise.all([works, microsoft, naver, trend].map((one) => one.tick()));

  return {
    table,
    close: async () => {
      await Promise.all([...vendors, secrets, dynamodb].map((one) => one.close()));
    },
  };
}
