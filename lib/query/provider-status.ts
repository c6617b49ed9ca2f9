/** How a provider's account is doing, in one word. Pure. */
import type { AccountState } from '../ledger/account.ts';
import type { RunResult } from '../run-result.ts';

export type ProviderStatus = 'unconfigured' | 'never' | 'failing' | 'late' | 'ok';

const FAILED_RUNS = 3;
const LATE_MS = 30 * 3_600_000;

/** `configured` null = no collector has looked for credentials yet. `runs` are the provider's newest, newest first. */
export function statusOf(
  configured: boolean | null,
  state: Pick<AccountState, 'failedRuns' | 'lastSuccessAt'>,
  runs: readonly RunResult[],
  now: Date,
): ProviderStatus {
  if (configured === false) return 'unconfigured';
  const ended = runs.filter(({ status }) => status !== 'running').slice(0, FAILED_RUNS);
  const allFailed = ended.length === FAILED_RUNS && ended.every(({ status }) => status === 'failed');
  if (state.failedRuns >= FAILED_RUNS || allFailed) return 'failing';
  if (state.lastSuccessAt === null) return 'never';
  return now.getTime() - Date.parse(state.lastSuccessAt) > LATE_MS ? 'late' : 'ok';
}
