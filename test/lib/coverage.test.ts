import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../lib/calendar.ts';
import { countPeriods, expectedPeriods, type Sight, statesOf, unobserved } from '../../lib/coverage.ts';
import type { Dataset } from '../../lib/dataset.ts';
import { DATASETS, datasetOf } from '../../lib/datasets.ts';
import type { FailedWindow } from '../../lib/ledger/failures.ts';
import { addRange, type Ranges } from '../../lib/ranges.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';

const NOW = new Date('2026-11-21T16:00:00Z');

const sightOf = (dataset: Dataset, more: Partial<Sight> = {}): Sight => ({
  dataset,
  now: NOW,
  depth: dataset.history ?? 0,
  floor: undefined,
  first: null,
  gone: null,
  stored: [],
  failures: [],
  ...more,
});

const failure = (from: string, to: string, more: Partial<FailedWindow> = {}): FailedWindow => ({
  dataset: 'd',
  from,
  to,
  customer: null,
  kind: 'whole',
  code: 'THROTTLED',
  at: 1,
  ...more,
});

const usages = datasetOf('line-works', 'usages');
const license = datasetOf('trend-micro', 'vendor-license');
const customersUsage = datasetOf('trend-micro', 'customers-usage');
const contract = datasetOf('naver-cloud', 'contract-usage');
const deployment = datasetOf('partner-center', 'deployment');

const states = (sight: Sight, from: string, to: string): string[] =>
  [...statesOf(sight, from, to)].map((one) => `${one.period.slice(5)} ${one.state}`);

describe('what is expected', () => {
  test('of a listed LINE WORKS customer is the whole depth up to yesterday in Tokyo', () => {
    // It is the 22nd in Tokyo.
    expect(expectedPeriods(sightOf(usages))).toEqual(['2025-12-01', '2026-11-21']);
    expect(expectedPeriods(sightOf(usages, { depth: 1 }))).toEqual(['2026-11-01', '2026-11-21']);
    expect(expectedPeriods(sightOf(usages, { floor: '2026-03-01' }))).toEqual(['2026-03-01', '2026-11-21']);
    expect(expectedPeriods(sightOf(usages, { first: '2026-11-05' }))?.[0]).toBe('2025-12-01');
  });

  test('of a customer that is gone ends on the day before', () => {
    expect(expectedPeriods(sightOf(usages, { gone: '2026-11-10' }))).toEqual(['2025-12-01', '2026-11-09']);
    expect(expectedPeriods(sightOf(usages, { gone: '2025-12-01' }))).toBeNull();
  });

  test('of an account as a whole begins with the first record of the customer', () => {
    expect(expectedPeriods(sightOf(license))).toBeNull();
    expect(expectedPeriods(sightOf(license, { first: '2026-02-03' }))).toEqual(['2026-02-03', '2026-11-20']);
    expect(expectedPeriods(sightOf(license, { first: '2024-02-03' }))).toEqual(['2025-11-21', '2026-11-20']);
    expect(expectedPeriods(sightOf(contract, { first: '2026-10' }))).toEqual(['2026-10', '2026-11']);
    expect(expectedPeriods(sightOf(contract, { first: '2025-10' }))).toEqual(['2026-09', '2026-11']);
  });

  test('of somebody whose every row was unreadable begins with the window of those rows', () => {
    const rows = failure('2026-10', '2026-10', { kind: 'rows', customer: '1' });
    expect(expectedPeriods(sightOf(contract, { failures: [rows] }))).toEqual(['2026-10', '2026-11']);
    expect(expectedPeriods(sightOf(contract, { failures: [{ ...rows, customer: null }] }))).toBeNull();
  });

  test('of a snapshot begins with the first collection, and holds today once it was tried', () => {
    expect(expectedPeriods(sightOf(customersUsage))).toBeNull();
    const read = { stored: [['2026-11-18', '2026-11-19']] satisfies Ranges };
    expect(expectedPeriods(sightOf(customersUsage, read))).toEqual(['2026-11-18', '2026-11-20']);
    const tried = { ...read, failures: [failure('2026-11-21', '2026-11-21')] };
    expect(expectedPeriods(sightOf(customersUsage, tried))).toEqual(['2026-11-18', '2026-11-21']);
    const list = { stored: [['2026-11-01', '2026-11-21']] satisfies Ranges };
    expect(expectedPeriods(sightOf(deployment, { ...list, first: '2026-11-12' }))).toEqual([
      '2026-11-12',
      '2026-11-21',
    ]);
    expect(expectedPeriods(sightOf(deployment, { ...list, first: '2026-10-12' }))?.[0]).toBe('2026-11-01');
  });
});

describe('the state of a period', () => {
  test('is observed once it is final, provisional before, missing when nobody has read it', () => {
    const sight = sightOf(license, { first: '2026-11-09', stored: [['2026-11-10', '2026-11-19']] });
    expect(states(sight, '2026-11-01', '2026-12-31')).toEqual([
      '11-09 missing',
      '11-10 observed',
      '11-11 observed',
      '11-12 observed',
      '11-13 observed',
      '11-14 provisional',
      '11-15 provisional',
      '11-16 provisional',
      '11-17 provisional',
      '11-18 provisional',
      '11-19 provisional',
      '11-20 missing',
    ]);
  });

  test('is failed where a window failed and nothing had been stored', () => {
    const sight = sightOf(contract, {
      first: '2026-09',
      stored: [['2026-09', '2026-10']],
      failures: [failure('2026-10', '2026-11')],
    });
    expect(states(sight, '2026-01', '2026-12')).toEqual(['09 observed', '10 observed', '11 failed']);
  });

  test('is failed where a row could not be read, whatever had been stored', () => {
    const sight = sightOf(contract, {
      first: '2026-09',
      stored: [['2026-09', '2026-11']],
      failures: [
        failure('2026-10', '2026-10', { kind: 'rows', customer: '1', code: 'VENDOR_RESPONSE_INVALID' }),
        failure('2026-10', '2026-10', { at: 9 }),
      ],
    });
    expect(states(sight, '2026-01', '2026-12')).toEqual(['09 observed', '10 failed', '11 provisional']);
    expect([...statesOf(sight, '2026-10', '2026-10')][0]?.failure?.code).toBe('VENDOR_RESPONSE_INVALID');
  });

  test('tells of the last attempt', () => {
    const failures = [failure('2026-11', '2026-11'), failure('2026-11', '2026-11', { at: 7, code: 'NOT_FOUND' })];
    const [one] = statesOf(sightOf(contract, { first: '2026-11', failures }), '2026-11', '2026-11');
    expect(one?.failure).toMatchObject({ at: 7, code: 'NOT_FOUND' });
  });

  test('of a snapshot is provisional today', () => {
    const sight = sightOf(customersUsage, { stored: [['2026-11-20', '2026-11-21']] });
    expect(states(sight, '2026-11-01', '2026-11-30')).toEqual(['11-20 observed', '11-21 provisional']);
  });
});

test('as many periods are counted as unobserved as have a state that says so', () => {
  const all = PROVIDER_IDS.flatMap((provider) => Object.values(DATASETS[provider]));
  const day = fc.integer({ min: 0, max: 90 }).map((back) => addDays('2026-11-22', -back));
  const span = fc.tuple(day, fc.integer({ min: 0, max: 40 }));
  fc.assert(
    fc.property(
      fc.record({
        dataset: fc.constantFrom(...all),
        depth: fc.integer({ min: 1, max: 60 }),
        first: fc.option(day),
        gone: fc.option(day),
        floor: fc.option(day, { nil: undefined }),
        stored: fc.array(span, { maxLength: 5 }),
        failures: fc.array(
          fc.tuple(span, fc.constantFrom<FailedWindow['kind']>('whole', 'rows'), fc.constantFrom(null, 'me')),
          {
            maxLength: 4,
          },
        ),
      }),
      ({ dataset, depth, first, gone, floor, stored, failures }) => {
        const inGrain = (text: string): string => (dataset.grain === 'month' ? text.slice(0, 7) : text);
        const sight = sightOf(dataset, {
          depth: dataset.span.kind === 'month' ? Math.ceil(depth / 20) : depth,
          first: first && inGrain(first),
          gone,
          floor: floor && inGrain(floor),
          stored: stored.reduce<Ranges>(
            (ranges, [from, length]) => addRange(ranges, inGrain(from), inGrain(addDays(from, length))),
            [],
          ),
          failures: failures.map(([[from, length], kind, customer]) =>
            failure(inGrain(from), inGrain(addDays(from, length)), { kind, customer }),
          ),
        });
        const told = [...statesOf(sight, '0', '9')].filter(({ state }) => state === 'missing' || state === 'failed');
        expect(countPeriods(unobserved(sight))).toBe(told.length);
      },
    ),
    { numRuns: 500 },
  );
});

test('a list of which nothing is known, or nothing was read, expects nothing', () => {
  expect(expectedPeriods(sightOf(deployment, { first: '2026-11-12' }))).toBeNull();
  expect(expectedPeriods(sightOf(deployment, { stored: [['2026-11-12', '2026-11-12']] }))).toBeNull();
  expect(expectedPeriods(sightOf(deployment))).toBeNull();
});

test('periods are counted over the turn of a year, in days and in months', () => {
  expect(countPeriods([['2025-12-30', '2026-01-02']])).toBe(4);
  expect(
    countPeriods([
      ['2024-11', '2026-02'],
      ['2026-05', '2026-05'],
    ]),
  ).toBe(17);
  expect(countPeriods([])).toBe(0);
});
