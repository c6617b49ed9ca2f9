/** Every provider with the answers that its simulated vendor gave once, to be read again from those alone. */
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import { serve, type SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import { createHttp, type Http } from '../../lib/http.ts';
import type { Account, Customer, Provider, Reading, Rejection, Session, Window } from '../../lib/provider.ts';
import { lineWorksAt } from '../../lib/providers/line-works.ts';
import { naverCloud } from '../../lib/providers/naver-cloud.ts';
import { newPartnerCenter } from '../../lib/providers/partner-center.ts';
import { trendMicro } from '../../lib/providers/trend-micro.ts';
import { instantPace } from '../lib/providers/line-works/bench.ts';
import { contractsNumbered } from '../lib/providers/naver-cloud/contracts.ts';
import { credentialsOf, readWindow } from '../lib/providers/open.ts';
import { playing, recording, type Taken } from './replay.ts';

const NOW = new Date('2026-11-20T05:00:00Z');
const now = (): Date => NOW;
const TODAY = { from: '2026-11-20', to: '2026-11-20' };
const MONTH = { from: '2026-10-01', to: '2026-10-31' };

interface Subject<C extends Account, S extends Session, Reply> {
  readonly provider: Provider<C, S, Reply>;
  readonly vendor: SimulatedVendor;
  readonly windows: (customers: readonly Customer[]) => readonly Window[];
  /** Changes the secret, to have another form of answer. */
  readonly secret?: object;
}

export interface Recorded {
  readonly taken: readonly Taken[];
  /** Reads all windows with answers changed on their way. Throws what the provider throws. */
  readonly read: (
    change: (answer: Taken, index: number) => Taken,
  ) => Promise<Array<{ readonly window: Window; readonly rows: Array<Reading | Rejection> }>>;
}

async function record<C extends Account, S extends Session, Reply>(subject: Subject<C, S, Reply>): Promise<Recorded> {
  const { provider, vendor, windows, secret } = subject;
  const running = await serve(vendor);
  const base = credentialsOf(provider, { ...(running.secret as object), ...secret });
  let accounts = 0;

  async function readAll(http: Http) {
    // Each time another account: access tokens are kept in the process by account.
    const credentials = { ...base, account: `account ${++accounts}` };
    const session = provider.open({
      credentials,
      http,
      now,
      signal: new AbortController().signal,
      since: NOW,
      notice: () => undefined,
      rotate: (exchange) => exchange((credentials as { refreshToken?: string }).refreshToken ?? ''),
    });
    const listed = (await provider.customers?.(session)) ?? [];
    const read = [];
    for (const window of windows(listed))
      read.push({ window, rows: (await readWindow(provider, window, session)).rows });
    return read;
  }

  const taken: Taken[] = [];
  const http = createHttp({ signal: new AbortController().signal, remainingMs: () => 900_000 });
  await readAll(recording(http, taken));
  await http.close();
  await running.close();
  return { taken, read: (change) => readAll(playing(taken, change)) };
}

/** By what they are called in the count of cases. */
export const SUBJECTS = {
  'LINE WORKS': () =>
    record({
      provider: lineWorksAt(instantPace().pace),
      vendor: lineWorksVendor({ now, perMinute: 100_000 }),
      windows: (customers) => [
        { dataset: 'usages', ...MONTH, customers: customers.slice(0, 1) },
        { dataset: 'option-product-usages', ...MONTH, customers: customers.slice(0, 1) },
      ],
    }),
  'Partner Center': () =>
    record({
      provider: newPartnerCenter(),
      vendor: partnerCenterVendor({ now }),
      windows: () => [
        { dataset: 'usage', ...TODAY, customers: null },
        { dataset: 'deployment', ...TODAY, customers: null },
      ],
    }),
  'NAVER Cloud in JSON': () => record({ ...naver, secret: { responseFormat: 'json' } }),
  'NAVER Cloud in XML': () => record({ ...naver, secret: { responseFormat: 'xml' } }),
  'Trend Micro': () =>
    record({
      provider: trendMicro,
      vendor: trendMicroVendor({ now }),
      windows: (customers) => [
        { dataset: 'vendor-license', from: '2026-10-01', to: '2026-11-19', customers: null },
        { dataset: 'customers-usage', ...TODAY, customers: customers.slice(0, 20) },
      ],
    }),
};

const naver = {
  provider: naverCloud,
  vendor: naverCloudVendor({ now, contracts: () => contractsNumbered([1, 2, 3, 4, 5, 6, 7]), pageCap: 4 }),
  windows: () => [{ dataset: 'contract-usage', from: '2026-10', to: '2026-10', customers: null }],
};
