import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  firstDay,
  instant,
  isDay,
  isMonth,
  lastDay,
  monthOf,
  nextPeriod,
  periodOf,
  periods,
  startOfDay,
} from '../../lib/calendar.ts';

const days = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2060-12-31T23:59:59Z'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));
const months = days.map(monthOf);
const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });

describe('a day in a zone', () => {
  test.each([
    ['Asia/Tokyo', '2026-11-30T14:59:59Z', '2026-11-30'],
    ['Asia/Tokyo', '2026-11-30T15:00:00Z', '2026-12-01'],
    ['Asia/Seoul', '2026-12-31T15:00:00Z', '2027-01-01'],
    ['UTC', '2026-11-30T23:59:59.999Z', '2026-11-30'],
    ['America/New_York', '2026-11-30T04:59:59Z', '2026-11-29'],
  ])('%s at %s is %s', (zone, at, day) => {
    expect(dayIn(zone, new Date(at))).toBe(day);
  });

  test.each(['Asia/Tokyo', 'Asia/Seoul'])(
    'is in %s what Intl makes of it, also when clocks were still turned there',
    (zone) => {
      const parts = { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
      const format = new Intl.DateTimeFormat('en-CA', parts);
      const since1980 = fc.date({ min: new Date('1980-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
      fc.assert(
        fc.property(since1980, (at) => {
          expect(dayIn(zone, at)).toBe(format.format(at));
        }),
      );
      expect(dayIn('Asia/Seoul', new Date('1988-07-01T14:30:00Z'))).toBe('1988-07-02');
    },
  );

  test('begins at an instant whose millisecond before is another day, daylight saving or not', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Asia/Tokyo',
      'Asia/Seoul',
      'America/New_York',
      'Europe/Berlin',
      'Pacific/Chatham',
    );
    fc.assert(
      fc.property(zones, days, (zone, day) => {
        const start = startOfDay(day, zone);
        expect(dayIn(zone, start)).toBe(day);
        expect(dayIn(zone, new Date(start.getTime() - 1))).toBe(addDays(day, -1));
      }),
    );
  });

  test('begins at one o’clock where midnight is skipped', () => {
    expect(startOfDay('2018-11-04', 'America/Sao_Paulo').toISOString()).toBe('2018-11-04T03:00:00.000Z');
  });

  test('of Japan and Korea begins nine hours before that of UTC', () => {
    for (const zone of ['Asia/Tokyo', 'Asia/Seoul']) {
      expect(startOfDay('2026-03-01', zone).toISOString()).toBe('2026-02-28T15:00:00.000Z');
    }
  });

  test('holds the instant that it was made from', () => {
    fc.assert(
      fc.property(fc.constantFrom('Asia/Tokyo', 'America/New_York'), instants, (zone, at) => {
        const day = dayIn(zone, at);
        expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(at.getTime());
        expect(startOfDay(addDays(day, 1), zone).getTime()).toBeGreaterThan(at.getTime());
      }),
    );
  });
});

describe('text', () => {
  test.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01'])('%s is a day', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    '2025-02-29',
    '1900-02-29',
    '2026-11-31',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-1-1',
    '2026-11-21T00:00:00Z',
    ' 2026-11-21',
    '2026-11-21\n',
    '２０２６-11-21',
    '',
    20261121,
    null,
    ['2026-11-21'],
  ])('%j is no day', (text) => {
    expect(isDay(text)).toBe(false);
  });

  test.each(['2026-01', '2026-12'])('%s is a month', (text) => {
    expect(isMonth(text)).toBe(true);
  });

  test.each(['2026-00', '2026-13', '2026-1', '202611', '2026-11-01', '2026-11\n', 202611, null])(
    '%j is no month',
    (text) => {
      expect(isMonth(text)).toBe(false);
    },
  );

  test('an instant is UTC in whole seconds, never later than it was', () => {
    expect(instant(new Date('2026-11-21T02:00:11.999Z'))).toBe('2026-11-21T02:00:11Z');
  });

  test('periods sort as text as they do in time, and a month before its days', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
        expect(monthOf(a) < a).toBe(true);
      }),
    );
  });
});

describe('counting', () => {
  test('days added are days between', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -3000, max: 3000 }), (day, count) => {
        const other = addDays(day, count);
        expect(isDay(other)).toBe(true);
        expect(daysBetween(day, other)).toBe(count);
        expect(addDays(other, -count)).toBe(day);
      }),
    );
  });

  test('months added are taken back, over the turn of years', () => {
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect(addMonths('0999-12', -1)).toBe('0999-11');
    expect(addMonths('2026-11', -11)).toBe('2025-12');
    fc.assert(
      fc.property(months, fc.integer({ min: -300, max: 300 }), (month, count) => {
        expect(isMonth(addMonths(month, count))).toBe(true);
        expect(addMonths(addMonths(month, count), -count)).toBe(month);
      }),
    );
  });

  test('a month has its first and last day, a day is both', () => {
    expect([firstDay('2024-02'), lastDay('2024-02')]).toEqual(['2024-02-01', '2024-02-29']);
    expect([firstDay('2026-12'), lastDay('2026-12')]).toEqual(['2026-12-01', '2026-12-31']);
    expect([firstDay('2026-11-21'), lastDay('2026-11-21')]).toEqual(['2026-11-21', '2026-11-21']);
  });

  test('a day belongs to the month between whose ends it lies', () => {
    fc.assert(
      fc.property(days, (day) => {
        const month = periodOf('month', day);
        expect(firstDay(month) <= day && day <= lastDay(month)).toBe(true);
        expect(periodOf('day', day)).toBe(day);
        expect(addDays(lastDay(month), 1)).toBe(firstDay(nextPeriod(month)));
      }),
    );
  });

  test('periods run from the first to the last without a hole', () => {
    expect([...periods('2026-11', '2027-02')]).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect([...periods('2026-02-27', '2026-03-01')]).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect([...periods('2026-03-01', '2026-02-28')]).toEqual([]);
    fc.assert(
      fc.property(days, fc.nat(400), (from, count) => {
        const all = [...periods(from, addDays(from, count))];
        expect(all).toHaveLength(count + 1);
        expect(new Set(all).size).toBe(count + 1);
      }),
    );
  });
});

test('what only holds a day or a month, or turns into one as text, is none', () => {
  expect(['x2026-11-20', '2026-11-20x', '2026-11-20\n', ['2026-11-20']].filter(isDay)).toEqual([]);
  expect(['x2026-11', '2026-11x', '2026-11\n', ['2026-11']].filter(isMonth)).toEqual([]);
});
