/** Deployed collectors, several at once, over one secret with two accounts: nobody loses the token of anybody. */
import { expect, onTestFinished, test } from 'vitest';
import { drawing, isWhole, seed } from '../support/attack.ts';
import { CollectorProcess } from './collector-process.ts';
import { Place } from './place.ts';
import { ACCOUNTS, twoAccounts } from './two-accounts.ts';

const LONG = { timeout: isWhole ? 600_000 : 120_000 };
const [AT_ONCE, ROUNDS] = isWhole ? [5, 10] : [2, 2];
/** Longer than any access token lives, so that every round signs in. */
const APART_MS = 25 * 3_600_000;

interface Account {
  readonly account: string;
  readonly refreshToken: string;
}

test.each(['line-works', 'partner-center'] as const)('of %s', LONG, async (provider) => {
  let present = Date.parse('2026-11-05T03:00:00Z');
  const { vendor, given } = twoAccounts(provider, () => new Date(present));
  const place = new Place(vendor);
  const stored = (): Account[] => JSON.parse(place.secrets.get(`seatwatch/${provider}`) ?? '[]') as Account[];
  const first = stored();
  const random = drawing(seed);
  const processes = await Promise.all(Array.from({ length: AT_ONCE }, () => CollectorProcess.start(provider, 1)));
  onTestFinished(async () => {
    for (const process of processes) await process.close();
  });

  for (let round = 1; round <= ROUNDS; round++) {
    const at = new Date(present).toISOString();
    const runs = processes.map((process) =>
      process.run(place, { at, event: {} }, async (_, next) => {
        await new Promise((resolve) => setTimeout(resolve, random() * 4));
        return next();
      }),
    );
    for (const { error, result } of await Promise.all(runs)) {
      expect(error).toBeNull();
      expect(result).toMatchObject({ failures: [] });
    }
    const newest = ACCOUNTS.map((account) => given(account).at(-1));
    expect(stored().map(({ refreshToken }) => refreshToken)).toEqual(newest);
    present += APART_MS;
  }
  // Everybody signed in each time, and nothing else of the secret has changed.
  expect(ACCOUNTS.map((account) => given(account).length)).toEqual(ACCOUNTS.map(() => AT_ONCE * ROUNDS));
  const [west = '', east = ''] = first.map(({ refreshToken }) => refreshToken);
  const restored = stored().map((one, index) => ({ ...one, refreshToken: index === 0 ? west : east }));
  expect(restored).toEqual(first);
  console.log(`${provider}: ${AT_ONCE} runs at once, ${ROUNDS} times, ${AT_ONCE * ROUNDS * 2} tokens changed`);
});
