import { describe, expect, test } from 'vitest';
import { SeatwatchError } from '../../lib/errors.ts';
import { isExpected } from '../../lib/expected-overage.ts';
import { fromEnvironment, toEnvironment } from '../../lib/function-settings.ts';
import { parseSettings } from '../../lib/settings.ts';

const refusal = (raw: unknown): string => {
  try {
    parseSettings(raw);
  } catch (error) {
    if (error instanceof SeatwatchError && error.code === 'CONFIG_INVALID') return error.message;
    throw error;
  }
  throw new Error('was not refused');
};

describe('the settings', () => {
  test('need nothing written: every provider is on, hourly, in its vendor’s zone, with its default history', () => {
    const { providers, expectedOverages } = parseSettings(undefined);
    expect(providers['line-works']).toEqual({
      enabled: true,
      schedule: 'rate(1 hour)',
      timeZone: 'Asia/Tokyo',
      history: null,
      overageThreshold: 0,
    });
    expect(providers['naver-cloud'].timeZone).toBe('Asia/Seoul');
    expect(providers['trend-micro'].timeZone).toBe('UTC');
    expect(expectedOverages).toEqual([]);
  });

  test('may come as JSON text, as the command line gives them', () => {
    const { providers } = parseSettings('{"providers":{"trend-micro":{"enabled":false,"history":90}}}');
    expect(providers['trend-micro']).toMatchObject({ enabled: false, history: 90, timeZone: 'UTC' });
  });

  test.each([
    [
      { providers: { 'line-works': { schedule: 'hourly' } } },
      /seatwatch\.providers\.line-works\.schedule .*rate\(1 hour\)/,
    ],
    [{ providers: { 'line-works': { timeZone: 'Tokyo' } } }, /timeZone is no time zone; write an IANA name/],
    [{ providers: { 'naver-cloud': { history: 0 } } }, /seatwatch\.providers\.naver-cloud\.history must be at least 1/],
    [{ providers: { 'naver-cloud': { history: '3' } } }, /history must be \(?number/],
    [{ providers: { 'trend-micro': { overageThreshold: 1.5 } } }, /overageThreshold must be a whole number/],
    [{ providers: { office: {} } }, /seatwatch\.providers\.office is not known/],
    [{ expectedOverages: [{ provider: 'trend-micro' }] }, /seatwatch\.expectedOverages\.0\.above/],
    [{ expectedOverages: [{ provider: 'other', above: 1 }] }, /must be one of line-works/],
    ['{', /must be JSON/],
    ['7', /must be Object, not 7/],
    [{ providers: 'all' }, /seatwatch\.providers must be Object, not "all"/],
    [{ providers: { 'line-works': true } }, /seatwatch\.providers\.line-works must be Object, not true/],
    [{ providers: { 'line-works': { timeZone: 'asia/tokyo' } } }, /timeZone is no time zone/],
  ])('that are wrong are refused by name, with what to write instead: %j', (raw, message) => {
    expect(refusal(raw)).toMatch(message);
  });

  test('reach the functions through their environment and come back the same', () => {
    const expected = { provider: 'trend-micro' as const, above: 3 };
    const settings = parseSettings({ providers: { 'line-works': { history: 24 } }, expectedOverages: [expected] });
    expect(fromEnvironment(toEnvironment(settings))).toEqual({
      history: { 'line-works': 24 },
      expectedOverages: [expected],
    });
    expect(toEnvironment(parseSettings({}))).toEqual({});
    expect(fromEnvironment({})).toEqual({ history: {}, expectedOverages: [] });
    expect(() => fromEnvironment({ SEATWATCH_HISTORY: '[]' })).toThrow(/SEATWATCH_HISTORY is not understood/);
  });
});

describe('an expected overage', () => {
  const overage = { provider: 'partner-center', customer: 'a', productId: 'p', exceeded: 3 } as const;

  test('is one of its provider, customer and product, up to so many seats', () => {
    expect(isExpected(overage, [{ provider: 'partner-center', above: 3 }])).toBe(true);
    expect(isExpected(overage, [{ provider: 'partner-center', above: 2 }])).toBe(false);
    expect(isExpected(overage, [{ provider: 'trend-micro', above: 9 }])).toBe(false);
    expect(isExpected(overage, [{ provider: 'partner-center', customerId: 'b', above: 9 }])).toBe(false);
    expect(isExpected(overage, [{ provider: 'partner-center', productId: 'q', above: 9 }])).toBe(false);
    expect(isExpected(overage, [{ provider: 'partner-center', customerId: 'a', productId: 'p', above: 9 }])).toBe(true);
  });
});
