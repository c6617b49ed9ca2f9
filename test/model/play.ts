/** Plays a scenario against the collector, and calls `check` after every collection. */
import { addDays, dayIn, nextPeriod, periodOf } from '../../lib/calendar.ts';
import type { ProviderId } from '../../lib/usage.ts';
import type { Rig, RunOptions, RunReport } from './rig.ts';
import type { RunStep, Scenario, Step } from './scenario.ts';
import { coveredIn } from './compare-coverage.ts';
import { coverageOf } from './coverage-model.ts';
import type { Due } from './due.ts';
import { dueOf } from './due-model.ts';
import { type ModelOverage, overagesOf } from './overages-model.ts';
import { countsOf, type ModelCounts } from './result-model.ts';
import { scriptOf } from './script.ts';
import { scopeName } from './scripted-vendor.ts';
import { CUSTOMERS, PRODUCTS, type Value } from './truth.ts';

/** Whose secret can narrow what is asked for. */
const SCOPED: ReadonlySet<ProviderId> = new Set(['line-works', 'naver-cloud']);
/** Of whom no usage comes: its seats are known all the same. */
const UNUSED: Value = { entitled: 5, consumed: null, over: null, tag: 1 };
const HOUR = 3_600_000;

export interface Before {
  readonly counts: ModelCounts;
  readonly overages: readonly ModelOverage[];
}

interface Played {
  readonly step: RunStep;
  /** What was due before the run, and what the model held. */
  readonly due: Due;
  readonly before: Before;
}

export interface Checks {
  /** After every collection, and after the one that follows a killed one. */
  ended(reports: readonly RunReport[], played: Played): Promise<void>;
  /** Between a killed run and the next one; `before` is what was covered before it. */
  died(before: ReadonlySet<string>): Promise<void>;
}

const listedOf = ({ truth, scope }: Rig): string[] =>
  [...truth.listed.keys()].filter((customer) => scope?.has(customer) ?? true);

export async function play(
  id: ProviderId,
  rig: Rig,
  depth: number | null,
  { start, steps }: Scenario,
  check: Checks,
): Promise<void> {
  rig.now = new Date(start);
  let ended = rig.now;
  for (const customer of CUSTOMERS) {
    rig.truth.listed.set(customer, `${customer} Ltd`);
    if (id === 'trend-micro') rig.truth.paint('customers-usage', customer, 0, '', UNUSED);
  }
  for (const step of steps) {
    if (step.do !== 'run') {
      change(id, rig, step);
      continue;
    }
    const options = optionsOf(id, rig, step);
    const due = dueOf(rig.model, { now: rig.now, depth, scope: scopeName(rig.scope), listed: listedOf(rig) });
    const before = { counts: countsOf(rig.model), overages: overagesOf(rig.model, ended) };
    const reports: RunReport[] = [];
    const mode = modeOf(id, rig, step);
    if (mode.kind === 'beside') {
      const { from, to } = rangeOf(rig.now, mode.range);
      reports.push(...(await Promise.all([rig.run(options), rig.run({ ...options, event: { from, to } })])));
      // What one of them read of an account while the other met a customer in it is put together by the next reading.
      if (id !== 'line-works') {
        rig.now = new Date(rig.now.getTime() + 21 * HOUR);
        await rig.run();
      }
    }
    if (mode.kind === 'twice') reports.push(...(await Promise.all([rig.run(options), rig.run(options)])));
    if (mode.kind === 'killed') {
      const covered = coveredIn(coverageOf(rig.model, rig.now, depth));
      reports.push(await rig.run({ ...options, writes: mode.writes }));
      await check.died(covered);
    }
    if (mode.kind === 'short') reports.push(await rig.run({ ...options, windows: mode.windows }));
    if (mode.kind === 'plain' || mode.kind === 'killed') reports.push(await rig.run(options));
    ended = rig.now;
    await check.ended(reports, { step, due, before });
  }
}

/** As part of what a run that died, or another one at once, had seen somebody is not for the model to know. */
function modeOf(id: ProviderId, { scope }: Rig, { mode }: RunStep): RunStep['mode'] {
  const isPart = id === 'naver-cloud' && scope !== null;
  return isPart && mode.kind !== 'short' ? { kind: 'plain' } : mode;
}

function change(id: ProviderId, rig: Rig, step: Exclude<Step, RunStep>): void {
  const { truth, now } = rig;
  if (step.do === 'wait') rig.now = new Date(now.getTime() + step.hours * HOUR);
  else if (step.do === 'scope' && !SCOPED.has(id)) return;
  else if (step.do === 'scope') rig.scope = step.narrow ? new Set(CUSTOMERS.slice(0, 2)) : null;
  else if (step.do === 'list') {
    const customer = CUSTOMERS[step.customer] ?? 'c1';
    if (step.name === null) truth.listed.delete(customer);
    else truth.listed.set(customer, step.name);
  } else {
    const datasets = Object.entries(rig.model.datasets);
    const [name, dataset] = datasets[step.dataset % datasets.length] ?? [];
    if (name === undefined || !dataset) return;
    const product = step.product % PRODUCTS[id].length;
    const customer = CUSTOMERS[step.customer] ?? 'c1';
    const { kind } = dataset.span;
    const today = periodOf(dataset.grain, dayIn(dataset.zone, now));
    if (kind === 'batch') {
      truth.paint(name, customer, product, '', step.value ?? UNUSED);
      return;
    }
    if (kind === 'snapshot') truth.clear(name, customer, product);
    const count = kind === 'snapshot' ? 1 : step.length + 1;
    for (let index = 0; index < count; index++) {
      // Rows of one list are mostly of the same days.
      const isNear = dataset.grain === 'month' || kind === 'snapshot';
      const back = isNear ? (step.back + index) % 4 : step.back + index;
      truth.paint(name, customer, product, nextPeriod(today, -back), step.value);
    }
  }
}

function optionsOf(id: ProviderId, rig: Rig, { range, only, mischief, mode }: RunStep): RunOptions {
  // What was shown of an account to a run that died, or to one while another met a customer, is not for the model to know.
  const isConfined = mode.kind !== 'killed' && (mode.kind !== 'twice' || id === 'line-works');
  return {
    event: {
      ...(range ? rangeOf(rig.now, range) : {}),
      ...(only !== null && isConfined ? { customers: [CUSTOMERS[only] ?? 'c1'] } : {}),
    },
    script: scriptOf(rig, mischief, {
      mode: mode.kind,
      isWide: id === 'line-works',
    }),
  };
}

function rangeOf(now: Date, { back, length }: NonNullable<RunStep['range']>): { from: string; to: string } {
  const to = addDays(dayIn('UTC', now), -back);
  return { from: addDays(to, -length), to };
}
