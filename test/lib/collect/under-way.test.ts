import { beforeEach, expect, test } from 'vitest';
import { createUnderWay } from '../../../lib/collect/under-way.ts';
import type { RunResult } from '../../../lib/run-result.ts';

let now: Date;
let written: Array<RunResult['windows']>;
/** Ends the write that is under way. */
let finish: (() => void) | null;

beforeEach(() => {
  now = new Date('2026-11-21T00:00:00Z');
  written = [];
  finish = null;
});

const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};
const made = () =>
  createUnderWay(
    (windows) => {
      written.push(windows);
      return new Promise((resolve) => {
        finish = resolve;
      });
    },
    () => now,
  );

test('a run tells every few seconds how far it is, over all of its accounts, and its figures add up', async () => {
  const underWay = made();
  underWay.note('tokyo', { done: 1, failed: 0, due: 10 });
  expect(written).toEqual([]);
  later(2);
  underWay.note('osaka', { done: 2, failed: 1, due: 4 });
  expect(written).toEqual([]);
  later(2);
  underWay.note('tokyo', { done: 5, failed: 0, due: 10 });
  expect(written).toEqual([{ due: 14, collected: 6, failed: 1, deferred: 7 }]);
});

test('what is slow to write is not written twice at once, and nothing follows the end', async () => {
  const underWay = made();
  later(4);
  underWay.note('default', { done: 1, failed: 0, due: 3 });
  later(4);
  underWay.note('default', { done: 2, failed: 0, due: 3 });
  expect(written).toHaveLength(1);
  let isOver = false;
  const end = underWay.end().then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(isOver).toBe(false);
  finish?.();
  await end;
  later(4);
  underWay.note('default', { done: 3, failed: 0, due: 3 });
  expect(written).toHaveLength(1);
});

test('a write that fails is left to the end of the run', async () => {
  const underWay = createUnderWay(
    () => Promise.reject(new Error('out of reach')),
    () => now,
  );
  later(4);
  underWay.note('default', { done: 1, failed: 0, due: 3 });
  await expect(underWay.end()).resolves.toBeUndefined();
});
