import { expect } from 'vitest';
import type { RunResult } from '../../lib/run-result.ts';
import type { Before } from './play.ts';
import { countsOf, difference, overageTurns } from './result-model.ts';
import type { Rig } from './rig.ts';

/** The result of one undisturbed run against what the model learned in it. */
export function compareResult(result: RunResult, { model, now }: Rig, { counts, overages }: Before): void {
  const { due, collected, failed, deferred } = result.windows;
  expect(due).toBe(collected + failed + deferred);
  expect(result.records).toEqual(difference(countsOf(model), counts));
  if (due > 0) expect(result.overages).toEqual(overageTurns(model, overages, now));
}
