/** A year in a few minutes: what every collector must come through with a right ledger. */
import { expect, test } from 'vitest';
import type { Account, Provider, Session } from '../../lib/provider.ts';
import { isWhole, seed } from '../support/attack.ts';
import type { Cast } from './cast.ts';
import { compareCorrections, compareCoverage, compareMessages, compareOverages, compareRecords } from './compare.ts';
import { beginYear } from './year.ts';

const STEPS = isWhole ? [31, 59, 92, 91, 92] : [31];

export function soakSuite<C extends Account, S extends Session, R>(provider: Provider<C, S, R>, cast: Cast): void {
  test('a ledger that lived with faults is what its vendor showed', { timeout: 3_600_000 }, async () => {
    const year = await beginYear(provider, cast, seed);
    try {
      let days = 0;
      for (const step of STEPS) {
        await year.pass(step);
        days += step;
        // The last word: what the faults of the last hours have put off.
        year.faults.on = false;
        await year.pass(1);
        days++;
        const records = await compareRecords(year, provider.id);
        const corrections = await compareCorrections(year, provider.id);
        const overages = await compareOverages(year, provider.id);
        await compareCoverage(year, provider.id, cast.depth);
        const messages = await compareMessages(year, provider.id);
        year.faults.on = true;
        const { requests, total } = year.faults;
        console.log(
          `${provider.id}: ${days} days, ${year.runs()} runs, ${requests} requests, ${total} faults: ` +
            `${records} records, ${corrections} corrections, ${overages} overages, ${messages} messages`,
        );
        expect(total / requests).toBeGreaterThan(0.03);
      }
      const met = [...year.faults.met].toSorted(([a], [b]) => (a < b ? -1 : 1));
      console.log(`${provider.id}: ${met.map(([name, count]) => `${name} ${count}`).join(', ')}`);
    } finally {
      await year.close();
    }
  });
}
