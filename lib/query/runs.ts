/** Runs of all providers, newest first. */
import type { Table } from '../ledger/client.ts';
import { runsOf } from '../ledger/runs.ts';
import type { RunResult } from '../run-result.ts';
import { PROVIDER_IDS, type ProviderId } from '../usage.ts';
import { providersOf } from './shelves.ts';
import type { Step } from './step.ts';

/** A place is the provider and the run's own. */
export async function* walkRuns(
  table: Table,
  filter: { readonly provider?: string | undefined },
  after: readonly string[] | null,
  options: { readonly now: Date; readonly pageSize: number },
): AsyncGenerator<Step<RunResult>> {
  const providers = providersOf(filter);
  const pageSize = Math.min(200, Math.max(10, Math.ceil((options.pageSize + 1) / providers.length)));
  const heads = await Promise.all(
    providers.map(async (provider) => {
      const begin = after === null ? {} : { after: beginOf(provider, after) };
      const stream = runsOf(table, provider, options.now, { ...begin, pageSize });
      return { provider, stream, head: await stream.next() };
    }),
  );
  for (;;) {
    let newest: (typeof heads)[number] | null = null;
    for (const one of heads) {
      if (one.head.done) continue;
      if (!newest || newest.head.done || one.head.value.run.startedAt > newest.head.value.run.startedAt) newest = one;
    }
    if (!newest || newest.head.done) return;
    yield { place: [newest.provider, newest.head.value.place], item: newest.head.value.run };
    newest.head = await newest.stream.next();
  }
}

/** Of runs that began at the same instant, those of earlier providers are done and those of later ones are not. */
function beginOf(provider: ProviderId, after: readonly string[]): string {
  const [last = '', place = ''] = after;
  if (provider === last) return place;
  const startedAt = place.slice(0, place.indexOf('#'));
  const isDone = PROVIDER_IDS.indexOf(provider) < (PROVIDER_IDS as readonly string[]).indexOf(last);
  return isDone ? startedAt : `${startedAt}#\u{10FFFF}`;
}
