import * as v from 'valibot';
import { daysBetween, isDay } from '../../../lib/calendar.ts';
import { isConfigured } from '../../../lib/ledger/account.ts';
import type { Table } from '../../../lib/ledger/client.ts';
import { newRunId, runsOf } from '../../../lib/ledger/runs.ts';
import { logError } from '../../../lib/log.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';
import { type Call, json, type Route } from '../call.ts';
import { readParameters } from '../parameters.ts';
import { badParameter, problem } from '../problem.ts';

const path = '/v1/runs';
const MOST_DAYS = 366;
const MOST_BYTES = 200_000;

const day = v.pipe(
  v.string(),
  v.isoDate('must be a day, YYYY-MM-DD'),
  v.check((text: string) => isDay(text), 'must be a day that exists'),
);
const names = v.pipe(
  v.array(v.pipe(v.string(), v.nonEmpty('must not be empty'), v.maxLength(512))),
  v.minLength(1, 'must name at least one'),
  v.maxLength(1000),
);

const body = v.strictObject({
  provider: v.picklist(PROVIDER_IDS, `must be one of: ${PROVIDER_IDS.join(', ')}`),
  from: v.optional(v.pipe(day, v.description('First day to collect again; together with `to`.'))),
  to: v.optional(day),
  accounts: v.optional(v.pipe(names, v.description('Only these accounts.'))),
  customers: v.optional(v.pipe(names, v.description('Only these customers.'))),
});

export const startRun: Route = {
  method: 'POST',
  path,
  id: 'startRun',
  summary: 'Starts a collector, or names the run that is under way.',
  parameters: {},
  body,
  status: 202,
  answer: v.object({ runId: v.string() }),
  handle: async (call) => {
    readParameters(call.url, {});
    const { provider, ...event } = await readBody(call);
    if ((await isConfigured(call.table, provider)) === false) {
      throw badParameter('provider', `${provider} has no credentials yet`);
    }
    const collector = call.settings.collectors[provider];
    if (collector === undefined) throw problem(503, { detail: `no collector of ${provider} is configured here` });
    const running = await runningOf(call.table, provider, call.now);
    if (running !== null) return json({ runId: running }, 202);
    const runId = newRunId();
    try {
      await call.start(collector, { runId, ...event });
    } catch (error) {
      logError('starting a collector failed', error, { provider });
      throw problem(503, { detail: `the collector of ${provider} could not be started; try again` });
    }
    return json({ runId }, 202);
  },
};

async function readBody(call: Call): Promise<v.InferOutput<typeof body>> {
  const text = await call.body();
  if (Buffer.byteLength(text) > MOST_BYTES) throw problem(400, { detail: 'the body is too long' });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem(400, { detail: 'the body is not JSON' });
  }
  const parsed = v.safeParse(body, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const [parameter = ''] = (v.getDotPath(issue) ?? '').split('.');
    const detail = issue.expected === 'never' ? 'there is no such field here' : issue.message;
    throw problem(400, parameter === '' ? { detail: 'the body is not an object' } : { parameter, detail });
  }
  const { from, to } = parsed.output;
  if ((from === undefined) !== (to === undefined)) {
    throw badParameter(from === undefined ? 'from' : 'to', 'from and to belong together');
  }
  if (from !== undefined && to !== undefined) {
    if (from > to) throw badParameter('from', 'is after to');
    if (daysBetween(from, to) >= MOST_DAYS) throw badParameter('from', `the range is longer than ${MOST_DAYS} days`);
  }
  return parsed.output;
}

/** Runs follow each other: one that is under way is among the newest. */
async function runningOf(table: Table, provider: ProviderId, now: Date): Promise<string | null> {
  let seen = 0;
  for await (const { run } of runsOf(table, provider, now, { pageSize: 5 })) {
    if (run.status === 'running') return run.runId;
    if (++seen >= 5) break;
  }
  return null;
}
