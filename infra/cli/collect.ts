/** `collect`: runs collectors now and shows how they do. */
import type { InferOutput } from 'valibot';
import type { providerStatus } from '../../functions/api/answers.ts';
import type { RunResult } from '../../lib/run-result.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import type { Api } from './api.ts';
import { type Command, EXIT, type Exit, type Given, textOf, UsageError } from './command.ts';
import { begin, follow, type Wish } from './follow.ts';
import { interruption } from './interrupt.ts';
import { apiOf, PLACE_OPTIONS } from './place.ts';
import { runReport } from './run-report.ts';
import { onlyOf, providersIn, RUN_OPTIONS } from './run-options.ts';

export const collect: Command = {
  name: 'collect',
  operands: '[provider...]',
  summary: 'runs collectors now, and follows them',
  help: `[provider...] is one or more of ${PROVIDER_IDS.join(', ')}; without it all that have credentials.

Without --from and --to it collects what is due; with them all windows that touch that range, again.
Ctrl-C leaves the runs going. It ends with 3 when a run failed, or left something.`,
  options: [...RUN_OPTIONS, ...PLACE_OPTIONS],
  run,
};

async function run(given: Given): Promise<Exit> {
  const { out } = given;
  const [from, to] = [textOf(given, 'from'), textOf(given, 'to')];
  if ((from === undefined) !== (to === undefined)) throw new UsageError('--from and --to belong together');
  const api = await apiOf(given);
  const chosen = providersIn(given.operands);
  const providers = chosen.length > 0 ? chosen : await configured(api);
  if (providers.length === 0) out.note('No provider has credentials yet. "secrets put" and "connect" store some.');
  const wish: Omit<Wish, 'provider'> = {
    ...(from !== undefined && to !== undefined ? { from, to } : {}),
    ...onlyOf(given),
  };
  using interrupted = interruption();
  const report = runReport(out);
  const results = await Promise.all(
    providers.map(async (provider): Promise<RunResult | null> => {
      const { runId, joined } = await begin(api, { provider, ...wish });
      if (joined) out.note(`${provider}: a run is under way; this is how it does`);
      const result = await follow(api, provider, runId, (one) => report.seen(provider, one), interrupted.signal);
      if (result) report.ended(provider, result);
      return result;
    }),
  ).finally(() => report.stop());
  const ended = results.filter((result) => result !== null);
  if (ended.length < results.length)
    out.note('Not followed any further. What runs goes on; "runs" shows how it ended.');
  if (out.asJson) out.line(JSON.stringify({ runs: ended, stillRunning: results.length - ended.length }));
  else if (ended.length === results.length) await tellMissing(api, given, providers);
  return ended.length === results.length && ended.every(({ status }) => status === 'complete')
    ? EXIT.done
    : EXIT.wanting;
}

interface Statuses {
  readonly items: ReadonlyArray<InferOutput<typeof providerStatus>>;
}

async function configured(api: Api): Promise<ProviderId[]> {
  const { items } = await api.get<Statuses>('/v1/providers');
  return PROVIDER_IDS.filter((id) =>
    items.some(({ provider, status }) => provider === id && status !== 'unconfigured'),
  );
}

async function tellMissing(api: Api, { out }: Given, providers: readonly ProviderId[]): Promise<void> {
  const { items } = await api.get<Statuses>('/v1/providers');
  for (const { provider, account, missing } of items) {
    if (missing === 0 || !providers.includes(provider)) continue;
    const where = account === 'default' ? provider : `${provider}, ${account}`;
    out.note(`${where}: ${missing.toLocaleString('en')} periods are missing; "coverage" shows which`);
  }
}
