/** `backfill`: a long range again, part by part, so that each fits into the time of one run. */
import { Option } from 'commander';
import { dayIn, isDay } from '../../lib/calendar.ts';
import type { RunResult } from '../../lib/run-result.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import type { Api } from './api.ts';
import { type Part, partsOf } from './backfill-parts.ts';
import { type Command, EXIT, type Exit, type Given, textOf, UsageError } from './command.ts';
import { begin, follow, type Wish } from './follow.ts';
import { interruption } from './interrupt.ts';
import { apiOf, PLACE_OPTIONS } from './place.ts';
import { ONLY_OPTIONS, onlyOf, providersIn } from './run-options.ts';
import { type RunReport, runReport } from './run-report.ts';

export const backfill: Command = {
  name: 'backfill',
  operands: '<provider>',
  summary: 'collects a long range again, part by part',
  help: `<provider> is one of ${PROVIDER_IDS.join(', ')}. The range may be of any length: it becomes
runs that each fit into the time of one, a month each or as much as the vendor tells at once.

Ctrl-C leaves the run going that is under way, and says how to go on. It ends with 3 when a run failed, or
left something.`,
  options: [
    new Option('--from <day>', 'first day').makeOptionMandatory(),
    new Option('--to <day>', 'last day, inclusive (default: today)'),
    ...ONLY_OPTIONS,
    ...PLACE_OPTIONS,
  ],
  run,
};

async function run(given: Given): Promise<Exit> {
  const { out, operands } = given;
  const [provider] = providersIn(operands);
  const from = textOf(given, 'from') ?? '';
  const to = textOf(given, 'to') ?? dayIn('UTC', new Date());
  for (const [name, day] of Object.entries({ from, to })) {
    if (!isDay(day)) throw new UsageError(`--${name}: must be a day that exists, YYYY-MM-DD`);
  }
  if (from > to) throw new UsageError('--from: is after --to');
  const parts = provider === undefined ? [] : partsOf(provider, from, to);
  if (provider === undefined || parts.length === 0) {
    throw new UsageError(`${operands.join()} tells what is there today and has no history; "collect" reads that`);
  }
  const only = onlyOf(given);
  const api = await apiOf(given);
  using interrupted = interruption();
  const report = runReport(out);
  const results: RunResult[] = [];
  let rest = parts;
  for (const part of parts) {
    if (interrupted.signal.aborted) break;
    const left = parts.length - results.length;
    out.note(`${part.from} to ${part.to}${left > 1 ? `, ${left - 1} more to go` : ''}`);
    const result = await runPart(api, { provider, ...part, ...only }, report, interrupted.signal);
    if (!result) break;
    report.ended(provider, result);
    results.push(result);
    rest = rest.slice(1);
    // What fails as a whole would fail for the next part, too.
    if (result.status === 'failed') break;
  }
  report.stop();
  if (rest.length > 0) out.note(howToGoOn(provider, from, rest, interrupted.signal.aborted));
  if (out.asJson) out.line(JSON.stringify({ runs: results, left: rest }));
  return rest.length === 0 && results.every(({ status }) => status === 'complete') ? EXIT.done : EXIT.wanting;
}

/** Waits for a run that is under way first: it collects something else. */
async function runPart(api: Api, wish: Wish, report: RunReport, signal: AbortSignal): Promise<RunResult | null> {
  for (;;) {
    const { runId, joined } = await begin(api, wish);
    const result = await follow(api, wish.provider, runId, (one) => report.seen(wish.provider, one), signal);
    if (!joined || !result) return result;
  }
}

function howToGoOn(provider: ProviderId, from: string, rest: readonly Part[], stopped: boolean): string {
  const [first, second] = rest;
  const under = stopped ? `The run of ${first?.from} to ${first?.to} goes on. ` : '';
  const next = stopped ? second : first;
  if (!next) return `${under}It was the last one.`;
  return `${under}To go on: npm run seatwatch -- backfill ${provider} --from ${from} --to ${next.to}`;
}
