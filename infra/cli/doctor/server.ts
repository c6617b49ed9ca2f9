/** Whether Seatwatch itself answers, and how old its data is. */
import type { InferOutput } from 'valibot';
import type { providerStatus } from '../../../functions/api/answers.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';
import type { Api } from '../api.ts';
import { CommandError } from '../command.ts';
import type { Finding } from './finding.ts';

type Status = InferOutput<typeof providerStatus>;

const DAY_MS = 86_400_000;
/** Long enough to find the person who can consent anew. */
const SOON_DAYS = 14;

export interface ServerState {
  readonly findings: readonly Finding[];
  /** Who talks to a simulated vendor; null when nobody answers. */
  readonly simulated: readonly ProviderId[] | null;
}

export async function examineServer(api: Api, providers: readonly ProviderId[], now: Date): Promise<ServerState> {
  const findings: Finding[] = [];
  const of = 'seatwatch';
  let simulated: ProviderId[] | null = null;
  try {
    await api.get('/healthz');
    const config = await api.get<{ simulated?: unknown }>('/config.json');
    const names = Array.isArray(config.simulated) ? config.simulated : [];
    simulated = PROVIDER_IDS.filter((id) => names.includes(id));
    findings.push({ of, what: 'server', state: 'well', told: `answers on ${api.address}` });
    const { items } = await api.get<{ readonly items: readonly Status[] }>('/v1/providers');
    findings.push({ of, what: 'ledger', state: 'well', told: 'the table answers' });
    for (const item of items) if (providers.includes(item.provider)) findings.push(...ageOf(item, now));
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const what = simulated === null ? 'server' : 'ledger';
    findings.push({ of, what, state: 'ill', told: error.message, code: error.code });
  }
  return { findings, simulated };
}

function ageOf(item: Status, now: Date): Finding[] {
  const { provider, account, status, lastRun, lastSuccessAt, newestPeriod, missing, credentialExpiresAt } = item;
  const of = account === 'default' ? provider : `${provider}, ${account}`;
  if (status === 'unconfigured') return [];
  const reached = lastSuccessAt === null ? 'never' : `${age(now.getTime() - Date.parse(lastSuccessAt))} ago`;
  const gaps = missing > 0 ? `, ${missing.toLocaleString('en')} periods missing` : '';
  const told = `last success ${reached}, newest period ${newestPeriod ?? 'none'}${gaps}`;
  const failure = lastRun?.failures.find((one) => one.account === account || one.account === null);
  const why = failure ? { advice: `The last run says: ${failure.code}, ${failure.message}` } : {};
  const state = { ok: 'well', never: 'doubtful', late: 'ill', failing: 'ill' } as const;
  const found: Finding = { provider, of, what: 'data', state: state[status], told };
  const ends = credentialExpiresAt === null ? null : Date.parse(credentialExpiresAt) - now.getTime();
  return [
    status === 'ok' ? found : { ...found, ...why },
    ...(ends !== null && ends < SOON_DAYS * DAY_MS
      ? [
          {
            provider,
            of,
            what: 'secret',
            state: 'doubtful',
            told: `the refresh token ends on ${credentialExpiresAt?.slice(0, 10)}`,
          } as const,
        ]
      : []),
  ];
}

const age = (ms: number): string => {
  const hours = Math.max(0, ms) / 3_600_000;
  return hours < 1
    ? `${Math.round(hours * 60)} min`
    : hours < 48
      ? `${Math.round(hours)} h`
      : `${Math.round(hours / 24)} days`;
};
