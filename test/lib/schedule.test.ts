import { describe, expect, test } from 'vitest';
import { longestGap } from '../../lib/schedule.ts';

describe('the longest time between two ticks', () => {
  test.each([
    ['rate(1 hour)', 60],
    ['rate(15 minutes)', 15],
    ['rate(24 hours)', 1440],
    ['rate(1 day)', 1440],
    ['cron(0 * * * ? *)', 60],
    ['cron(0/15 * ? * * *)', 15],
    ['cron(*/20 * * * ? *)', 20],
    ['cron(30 6 * * ? *)', 1440],
    ['cron(30 6,18 * * ? *)', 720],
    ['cron(0 8-18 * * ? *)', 840],
    ['cron(0,50 9 * * ? *)', 1390],
  ])('%s: %i minutes', (schedule, minutes) => {
    expect(longestGap(schedule)).toBe(minutes);
  });

  test.each([
    'hourly',
    'rate(0 minutes)',
    'rate(1 hours)',
    'rate(2 hour)',
    'rate(1.5 hours)',
    'cron(60 * * * ? *)',
    'cron(0 24 * * ? *)',
    'cron(0 18-6 * * ? *)',
    'cron(0 * * * * *)',
    'cron(0 * ? * ? *)',
    'cron(0 * * ? *)',
    'cron(x * * * ? *)',
    'cron(0/0 * * * ? *)',
    'cron(*-5 * * * ? *)',
    'at(2026-11-21T00:00:00)',
  ])('%s is nothing that Scheduler understands', (schedule) => {
    expect(longestGap(schedule)).toBeNull();
  });

  test.each(['rate(2 days)', 'rate(25 hours)', 'cron(0 6 ? * MON-FRI *)', 'cron(0 6 1 * ? *)'])(
    '%s leaves out days, whose readings no later day can make up for',
    (schedule) => {
      expect(longestGap(schedule)).toBeNull();
    },
  );
});
