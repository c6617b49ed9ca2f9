/** A year in a few minutes: what every collector must come through with a right ledger. */
import { expect, test } from 'vitest';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import { isWhole, seed } from '../support/attack.ts';
import type { Cast } from './cast.ts';
import { compareCorrections, compareCoverage, compareMessages, compareOverages, compareRecords } from './compare.ts';
import type { Engine } from './faults.ts';
import { startRealEngine } from './real-engine.ts';
import { beginYear, TABLE_NAME } from './year.ts';

const HOUR = { timeout: 3_600_000 };

export function soakSuite<C extends Account, S extends Session, R>(provider: Provider<C, S, R>, cast: Cast): void {
  async function live(steps: readonly number[], where: string, engine?: Engine): Promise<number> {
    const year = await beginYear(provider, cast, seed, engine);
    try {
      let days = 0;
      for (const step of steps) {
        await year.pass(step - 1);
        // The last word: what the faults of the last hours have put off.
        year.faults.on = false;
        await year.pass(1);
        days += step;
        const records = await compareRecords(year, provider.id);
        const corrections = await compareCorrections(year, provider.id);
        const overages = await compareOverages(year, provider.id);
        await compareCoverage(year, provider.id, cast.depth);
        const messages = await compareMessages(year, provider.id);
        year.faults.on = true;
        const { requests, total } = year.faults;
        console.log(
          `${provider.id}, ${where}: ${days} days, ${year.runs()} runs, ${requests} requests, ${total} faults: ` +
            `${records} records, ${corrections} corrections, ${overages} overages, ${messages} messages`,
        );
      }
      const met = [...year.faults.met].toSorted(([a], [b]) => (a < b ? -1 : 1));
      console.log(`${provider.id}, ${where}: ${met.map(([name, count]) => `${name} ${count}`).join(', ')}`);
      return year.faults.total / year.faults.requests;
    } finally {
      await year.close();
    }
  }

  test('a ledger that lived with faults is what its vendor showed', HOUR, async () => {
    expect(await live(isWhole ? [32, 59, 91, 91, 92] : [14], 'in memory')).toBeGreaterThan(0.03);
  });

  test.runIf(isWhole)('and so is one in a real engine', HOUR, async () => {
    const engine = await startRealEngine(TABLE_NAME);
    try {
      expect(await live([31], 'in dynalite', engine)).toBeGreaterThan(0.03);
    } finally {
      await engine.close();
    }
  });
}
