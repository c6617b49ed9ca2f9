/** Partner Center opened against a simulated one, with everything a test may want to look at. */
import * as v from 'valibot';
import { onTestFinished } from 'vitest';
import { type PartnerCenterOptions, partnerCenterVendor } from '../../../../infra/local/vendors/partner-center.ts';
import {
  type RunningVendor,
  type SimulatedAnswer,
  type SimulatedRequest,
  serve,
} from '../../../../infra/local/vendors/simulator.ts';
import { createHttp } from '../../../../lib/http.ts';
import { type Reading, type Rejection, RESTART, type Window } from '../../../../lib/provider.ts';
import type { PartnerCenterReply } from '../../../../lib/providers/partner-center/list.ts';
import type { PartnerCenterSession } from '../../../../lib/providers/partner-center/session.ts';
import { newPartnerCenter, partnerCenter } from '../../../../lib/providers/partner-center.ts';

export const NOW = new Date('2026-11-21T02:00:00Z');

export const windowOf = (dataset: string): Window => ({
  dataset,
  from: '2026-11-21',
  to: '2026-11-21',
  customers: null,
});

interface Outcome {
  readonly readings: Reading[];
  readonly rejections: Rejection[];
  readonly replies: PartnerCenterReply[];
  readonly restarts: number;
}

export interface Bench {
  readonly running: RunningVendor;
  readonly session: PartnerCenterSession;
  readonly notices: string[];
  /** What was written back into the secret, and when: `store` or the target of a request. */
  readonly stored: string[];
  /** Opens another session as the next run would, with the secret as it is now. */
  readonly again: () => PartnerCenterSession;
  readonly read: (dataset?: string, session?: PartnerCenterSession) => Promise<Outcome>;
  /** Targets of the requests for lists. */
  readonly asked: () => string[];
  /** How often somebody signed in. */
  readonly signIns: () => number;
}

export interface BenchOptions extends Partial<PartnerCenterOptions> {
  /** Answers instead of the simulated vendor where it answers something. */
  readonly instead?: (target: string) => SimulatedAnswer | null;
  readonly credentials?: Readonly<Record<string, string>>;
  readonly port?: number;
}

export async function bench({ instead, credentials, port, ...options }: BenchOptions = {}): Promise<Bench> {
  const now = options.now ?? ((): Date => NOW);
  const vendor = partnerCenterVendor({ now, ...options });
  const answered = (request: SimulatedRequest) => instead?.(request.target) ?? vendor.answer(request);
  const running = await serve({ ...vendor, answer: answered }, port);
  const http = createHttp({
    signal: new AbortController().signal,
    remainingMs: () => 900_000,
    random: () => 0,
    sleep: async () => {},
  });
  onTestFinished(async () => {
    await http.close();
    await running.close();
  });
  const provider = newPartnerCenter();
  const parsed = v.parse(partnerCenter.credentials, { ...(running.secret as object), ...credentials });
  const notices: string[] = [];
  const stored: string[] = [];
  let token = parsed.refreshToken;
  const again = (): PartnerCenterSession =>
    provider.open({
      credentials: { ...parsed, refreshToken: token },
      http,
      now,
      signal: new AbortController().signal,
      since: now(),
      notice: (message, facts) => notices.push(`${message} ${JSON.stringify(facts ?? {})}`),
      rotate: async (exchange) => {
        const answer = await exchange(token);
        if (answer.refreshToken !== null && answer.refreshToken !== token) {
          token = answer.refreshToken;
          stored.push(
            `${token} before ${running.requests.filter((r) => r.target.includes('/analytics/')).length} calls`,
          );
        }
        return answer;
      },
    });
  const first = again();
  return {
    running,
    session: first,
    notices,
    stored,
    again,
    read: (dataset = 'usage', session = first) => readAll(dataset, session),
    asked: () => running.requests.map((r) => r.target).filter((target) => target.includes('/analytics/')),
    signIns: () => running.requests.filter((r) => r.target.startsWith('/login/')).length,
  };
}

async function readAll(dataset: string, session: PartnerCenterSession): Promise<Outcome> {
  const replies: PartnerCenterReply[] = [];
  let restarts = 0;
  for await (const reply of partnerCenter.read(windowOf(dataset), session)) {
    if (reply === RESTART) {
      restarts++;
      replies.length = 0;
    } else replies.push(reply);
  }
  const rows = replies.flatMap((reply) => Array.from(partnerCenter.normalise(reply, windowOf(dataset))));
  return {
    replies,
    restarts,
    readings: rows.filter((row): row is Reading => !('rejected' in row)),
    rejections: rows.filter((row): row is Rejection => 'rejected' in row),
  };
}
