/**
 * Plays random histories of a vendor, and of the collections over them, against the real collector and a plain model of
 * what the definitions make of them, and holds what is answered against the model after every collection.
 */
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTable } from '../../lib/ledger/client.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { type LocalSecretsManager, startSecretsManager } from '../support/secrets-manager.ts';
import { compareCoverage, compareDue, compareKilled } from './compare-coverage.ts';
import { compareOverages, compareTotals } from './compare-overages.ts';
import { compareCorrections, compareReach, compareRecords } from './compare-records.ts';
import { compareResult } from './compare-result.ts';
import { type MemoryTable, memoryTable } from './memory-table.ts';
import { play } from './play.ts';
import { newRig, type Rig } from './rig.ts';
import { type RunStep, type Scenario, scenario } from './scenario.ts';
import { storyOf } from './story.ts';

/** A longer run, another one, or one case again: a failure tells its seed and path. */
const { SEATWATCH_CASES = '15', SEATWATCH_SEED = '1', SEATWATCH_PATH = '' } = process.env;
const options = { numRuns: Number(SEATWATCH_CASES), seed: Number(SEATWATCH_SEED), path: SEATWATCH_PATH };

/** Months or days of history; null = the dataset's own. */
const DEPTHS = {
  'line-works': 2,
  'partner-center': null,
  'naver-cloud': 3,
  'trend-micro': 40,
} as const satisfies Record<ProviderId, number | null>;

let secrets: LocalSecretsManager;
beforeAll(async () => {
  secrets = await startSecretsManager();
});
afterAll(async () => {
  await secrets.close();
});

test.each(Object.entries(DEPTHS) as Array<[ProviderId, number | null]>)(
  '%s: the ledger holds what its vendor showed, whatever is asked for and whatever goes wrong',
  { timeout: 3_600_000 },
  async (id, depth) => {
    const found = await fc.check(
      fc.asyncProperty(scenario, (one) => holds(id, depth, one)),
      options,
    );
    const story = storyOf(id, found);
    if (story !== null) throw new Error(story, { cause: found.errorInstance });
    expect(found.numRuns).toBeGreaterThan(0);
  },
);

async function holds(id: ProviderId, depth: number | null, one: Scenario): Promise<void> {
  const memory = memoryTable();
  const rig = newRig(id, openTable(memory.name, memory), secrets, depth);
  await play(id, rig, depth, one, {
    died: (before) => compareKilled(rig, id, depth, before),
    ended: async ([report], { step, due, before }) => {
      if (report && isTick(step)) compareDue(report.shown, due, rig.model.datasets);
      if (report?.result && step.mode.kind === 'plain') compareResult(report.result, rig, before);
      await compareReach(rig, id);
      await compareRecords(rig, id);
      await compareCorrections(rig, id);
      await compareOverages(rig, id);
      await compareTotals(rig, id);
      await compareCoverage(rig, id, depth);
    },
  });
  await repeat(rig, memory);
}

/** A tick that has its time, and in which nothing changes what is due. */
const isTick = ({ mode, range, only, mischief }: RunStep): boolean =>
  mode.kind === 'plain' &&
  range === null &&
  only === null &&
  mischief.keeps === undefined &&
  !mischief.fault?.gone &&
  mischief.fault?.code !== 'CREDENTIALS_REJECTED';

/** What was collected once is collected again: nothing changes, and nothing of any customer is written. */
async function repeat(rig: Rig, memory: MemoryTable): Promise<void> {
  const all = { event: { from: '2026-09-15', to: '2027-06-30' } };
  // Twice: whom a narrower scope sees is known only once it was read.
  await rig.run(all);
  await rig.run(all);
  const before = customerItems(memory);
  const { result } = await rig.run(all);
  expect(result?.records).toMatchObject({ changed: 0, withdrawn: 0, rejected: 0 });
  expect(customerItems(memory)).toEqual(before);
}

const customerItems = (memory: MemoryTable): string[] => memory.dump().filter((item) => /^[UCDF]#/.test(item));
