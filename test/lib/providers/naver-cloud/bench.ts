/** Reads one window from a simulated NAVER Cloud, or from one that answers what a test says. */
import { type NaverCloudOptions, naverCloudVendor } from '../../../../infra/local/vendors/naver-cloud.ts';
import type { Fault } from '../../../../infra/local/vendors/faults/fault.ts';
import {
  type RunningVendor,
  type SimulatedAnswer,
  type SimulatedRequest,
  serve,
} from '../../../../infra/local/vendors/simulator.ts';
import type { SeatwatchError } from '../../../../lib/errors.ts';
import type { Reading, Rejection, Window } from '../../../../lib/provider.ts';
import { naverCloud } from '../../../../lib/providers/naver-cloud.ts';
import { credentialsOf, failureOf, open, readWindow } from '../open.ts';

export const NOW = new Date('2025-02-10T05:00:00Z');
export const JANUARY: Window = { dataset: 'contract-usage', from: '2025-01', to: '2025-01', customers: null };

export interface Setting extends Partial<NaverCloudOptions> {
  /** Stands in for the whole vendor. */
  readonly answer?: (request: SimulatedRequest) => SimulatedAnswer;
  readonly faults?: readonly Fault[];
  /** Fields of the secret that differ from the vendor's own. */
  readonly credentials?: Readonly<Record<string, unknown>>;
  /** The collector's clock. */
  readonly clock?: () => Date;
}

export interface Read {
  readonly rows: ReadonlyArray<Reading | Rejection>;
  readonly readings: readonly Reading[];
  readonly rejections: readonly Rejection[];
  readonly requests: RunningVendor['requests'];
  readonly notices: readonly string[];
}

export async function readJanuary(setting: Setting = {}): Promise<Read> {
  const { answer, faults = [], credentials = {}, clock = () => NOW, ...options } = setting;
  const vendor = naverCloudVendor({ now: () => NOW, ...options });
  const running = await serve(answer ? { ...vendor, answer: (request) => dated(answer(request)) } : vendor);
  for (const fault of faults) running.fault(fault);
  const secret = { ...(running.secret as object), ...credentials };
  const { session, notices, close } = open(naverCloud, credentialsOf(naverCloud, secret), clock);
  try {
    const { rows } = await readWindow(naverCloud, JANUARY, session);
    return {
      rows,
      readings: rows.filter((row): row is Reading => !('rejected' in row)),
      rejections: rows.filter((row): row is Rejection => 'rejected' in row),
      requests: [...running.requests],
      notices,
    };
  } finally {
    await close();
    await running.close();
  }
}

/** The gateway's clock agrees unless a test says otherwise. */
const dated = (given: SimulatedAnswer): SimulatedAnswer => ({
  ...given,
  headers: { date: NOW.toUTCString(), ...given.headers },
});

/** The error that reading ends in. */
export const failing = (setting: Setting): Promise<SeatwatchError> => failureOf(readJanuary(setting));

/** A vendor that answers this body to every request. */
export const answering = (body: string, status = 200): Setting => ({ answer: () => ({ status, body }) });

/** The rows of one contract, straight from the thinking. */
export function rowsOf(...contracts: unknown[]): Array<Reading | Rejection> {
  return [...naverCloud.normalise({ page: 1, contracts }, JANUARY)];
}
