import { describe, expect, test } from 'vitest';
import { longestGap, nextTick } from '../../lib/schedule.ts';

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

const after = (expression: string, zone: string, at: string): string =>
  nextTick(expression, zone, new Date(at)).toISOString().slice(0, 16);

describe('the next tick', () => {
  test.each([
    ['rate(1 hour)', '2026-11-21T10:20:30Z', '2026-11-21T11:00'],
    ['rate(1 hour)', '2026-11-21T11:00:00Z', '2026-11-21T12:00'],
    ['rate(15 minutes)', '2026-11-21T10:20:30Z', '2026-11-21T10:30'],
    ['rate(1 day)', '2026-11-21T10:20:30Z', '2026-11-22T00:00'],
  ])('%s ticks after %s at %s', (rate, at, tick) => {
    expect(after(rate, 'Asia/Tokyo', at)).toBe(tick);
  });

  test('a cron expression ticks by the clock of its zone', () => {
    expect(after('cron(30 6 * * ? *)', 'Asia/Tokyo', '2026-11-21T10:00:00Z')).toBe('2026-11-21T21:30');
    expect(after('cron(0 8-18 * * ? *)', 'UTC', '2026-11-21T18:00:00Z')).toBe('2026-11-22T08:00');
    expect(after('cron(0/20 * * * ? *)', 'UTC', '2026-11-21T18:59:59Z')).toBe('2026-11-21T19:00');
  });

  test('where summer time leaves the hour out, the tick of the day is left out', () => {
    expect(after('cron(30 2 * * ? *)', 'Europe/Berlin', '2026-03-28T02:00:00Z')).toBe('2026-03-30T00:30');
  });

  test('a tick is never the instant itself', () => {
    expect(after('cron(0 6 * * ? *)', 'UTC', '2026-11-21T06:00:00Z')).toBe('2026-11-22T06:00');
  });
});
