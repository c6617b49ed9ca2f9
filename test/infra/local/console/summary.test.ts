import { expect, test } from 'vitest';
import { failureLines, messageLines, runLine, summary } from '../../../../infra/local/console/summary.ts';
import type { RunResult } from '../../../../lib/run-result.ts';

const run: RunResult = {
  provider: 'line-works',
  runId: 'r',
  status: 'partial',
  startedAt: '2026-11-21T10:00:00Z',
  finishedAt: '2026-11-21T10:00:09Z',
  scheduledTime: null,
  windows: { due: 288, collected: 287, failed: 1, deferred: 0 },
  records: { read: 9685, changed: 31, unchanged: 9654, rejected: 0, withdrawn: 0 },
  overages: { opened: 1, closed: 0, open: 3, exceeded: 17 },
  failures: [],
  failuresOmitted: 0,
};

test('the table has a line for each provider, its numbers to the right', () => {
  const rows = [
    { provider: 'line-works', simulated: true, run },
    { provider: 'trend-micro', simulated: false, run: null },
  ] as const;
  expect(summary(rows).split('\n')).toEqual([
    '  provider      vendor         windows   records   open overages   seats over',
    '  line-works    simulated   287 of 288     9,685               3           17',
    '  trend-micro   real                 -         -               -            -',
  ]);
});

test('a run is one line', () => {
  expect(runLine(run)).toBe(
    'line-works: 287 windows collected, 1 failed, 31 records changed, 3 overages open with 17 seats over',
  );
});

test('of many failures the first are told', () => {
  const failure = {
    account: 'default',
    dataset: 'usages',
    customerId: '10000001',
    window: '2026-11',
    code: 'THROTTLED',
    message: 'too many requests',
  } as const;
  const failures = Array.from({ length: 5 }, () => failure);
  expect(failureLines({ ...run, failures, failuresOmitted: 10 })).toEqual([
    ...Array.from({ length: 3 }, () => 'line-works (default, 2026-11): THROTTLED, too many requests'),
    'line-works: 12 more failures are in the log',
  ]);
});

test('of many messages the first are told, and of none nothing', () => {
  const message = { id: '0', kind: 'opened', text: 'Seats over: somebody' } as const;
  expect(messageLines(run)).toEqual([]);
  expect(messageLines({ ...run, messages: [message] })).toEqual(['! Seats over: somebody']);
  expect(messageLines({ ...run, messages: Array.from({ length: 7 }, () => message) }).slice(4)).toEqual([
    '! Seats over: somebody',
    '! 2 more messages on the page',
  ]);
});
