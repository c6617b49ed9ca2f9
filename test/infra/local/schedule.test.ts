import { afterEach, expect, test } from 'vitest';
import { type Left, type Schedule, startSchedule } from '../../../infra/local/schedule.ts';
import type { ProviderId } from '../../../lib/usage.ts';

const HOUR = 3_600_000;
const nextHour = (_: ProviderId, after: Date): Date => new Date((Math.floor(after.getTime() / HOUR) + 1) * HOUR);

let schedule: Schedule | undefined;
afterEach(() => schedule?.stop());

/** A clock that jumps as far as somebody sleeps, until `until`. */
function clockFrom(start: string, until: string) {
  let time = Date.parse(start);
  return {
    now: () => new Date(time),
    advance: (ms: number) => {
      time += ms;
    },
    sleep: async (ms: number): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve));
      if (time >= Date.parse(until)) await new Promise(() => {});
      time += ms;
    },
  };
}

const idle: Left = { collected: 0, deferred: 0 };

/** A sleep of the clock above takes one turn of the event loop, and the longest of these tests sleeps through 24 hours. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 2000; turn++) await new Promise((resolve) => setImmediate(resolve));
}

test('collects every provider at once, then at its ticks', async () => {
  const clock = clockFrom('2026-11-21T10:20:00Z', '2026-11-21T12:10:00Z');
  const runs: string[] = [];
  schedule = startSchedule({
    ...clock,
    providers: ['line-works', 'naver-cloud'],
    next: nextHour,
    collect: async (provider, at) => {
      runs.push(`${provider} ${at.toISOString().slice(11, 16)}`);
      return idle;
    },
  });
  await schedule.caughtUp;
  expect(runs).toEqual(['line-works 10:20', 'naver-cloud 10:20']);
  await settled();
  expect(runs.filter((run) => run.startsWith('line-works'))).toEqual([
    'line-works 10:20',
    'line-works 11:00',
    'line-works 12:00',
  ]);
});

test('a run that deferred windows is followed by the next at once', async () => {
  const clock = clockFrom('2026-11-21T10:20:00Z', '2026-11-21T10:20:00Z');
  const results: Left[] = [
    { collected: 5, deferred: 10 },
    { collected: 10, deferred: 0 },
  ];
  let runs = 0;
  schedule = startSchedule({
    ...clock,
    providers: ['line-works'],
    next: nextHour,
    collect: async () => results[runs++] ?? idle,
  });
  await schedule.caughtUp;
  expect(runs).toBe(2);
});

test('a run that deferred everything and collected nothing waits for its tick', async () => {
  const clock = clockFrom('2026-11-21T10:20:00Z', '2026-11-21T10:20:00Z');
  let runs = 0;
  schedule = startSchedule({
    ...clock,
    providers: ['line-works'],
    next: nextHour,
    collect: async () => {
      runs++;
      return { collected: 0, deferred: 10 };
    },
  });
  await schedule.caughtUp;
  expect(runs).toBe(1);
});

test('a run longer than the time between two ticks is not doubled', async () => {
  const clock = clockFrom('2026-11-21T10:20:00Z', '2026-11-21T14:00:00Z');
  const runs: string[] = [];
  schedule = startSchedule({
    ...clock,
    providers: ['line-works'],
    next: nextHour,
    collect: async (_, at) => {
      runs.push(at.toISOString().slice(11, 16));
      clock.advance(1.5 * HOUR);
      return idle;
    },
  });
  await settled();
  // Each run begins at a full hour and ends half past the next one.
  expect(runs).toEqual(['10:20', '12:00', '14:00']);
});

test('nothing starts after a stop', async () => {
  const clock = clockFrom('2026-11-21T10:20:00Z', '2026-11-22T10:20:00Z');
  let runs = 0;
  schedule = startSchedule({
    ...clock,
    providers: ['line-works'],
    next: nextHour,
    collect: async () => {
      runs++;
      return idle;
    },
  });
  await schedule.caughtUp;
  schedule.stop();
  await settled();
  expect(runs).toBe(1);
});
