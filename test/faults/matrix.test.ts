/**
 * Every fault at every provider, through the real collector: what becomes of it is written in `matrix.md`, cell by cell.
 * A cell that has changed fails; `SEATWATCH_FAULTS=write` writes the page anew, `SEATWATCH_FAULTS=all` runs all cells
 * and not an eighth of them.
 */
import { afterAll, expect, test, vi } from 'vitest';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { readMatrix, rowOf, writeMatrix } from './page.ts';
import { cells, closeParts, runNamed } from './run.ts';

// A thousand pages on a busy machine.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000, maxConcurrency: 4 });

const { SEATWATCH_FAULTS: wish = '' } = process.env;
const writes = wish === 'write';
const all = cells();
/** Half of the faults that take no time, at one provider each. */
const chosen = all.filter(
  ({ number, provider, isLong }) => wish !== '' || (!isLong && (number + PROVIDER_IDS.indexOf(provider)) % 8 === 0),
);
const committed = readMatrix();
const found = new Map<string, string>();

afterAll(async () => {
  await closeParts();
  if (writes) writeMatrix(new Map([...committed, ...found]));
});

/** Stands beside each difference. */
const toWriteAnew = 'SEATWATCH_FAULTS=write npx vitest run test/faults/matrix.test.ts';

test.concurrent.each(chosen)('$provider: $name', async (cell) => {
  const { row, broken } = await runNamed(cell);
  found.set(cell.key, row);
  expect(broken).toEqual([]);
  const wanted = writes ? row : committed.get(cell.key);
  expect({ row, toWriteAnew }).toEqual({ row: wanted, toWriteAnew });
});

test.skipIf(writes)('the page holds every cell, nothing else, and no cell is empty', () => {
  expect([...committed.keys()].toSorted()).toEqual(all.map(({ key }) => key).toSorted());
  expect([...committed.keys()].filter((key) => rowOf(committed, key).some((cell) => cell.trim() === ''))).toEqual([]);
});
