// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CoverageState } from '../../../functions/page/client/answers.ts';
import { addDays } from '../../../lib/calendar.ts';
import { CUSTOMER, providerState, run, totals } from './answers.ts';
import { type Answers, choose, page, problem, type Reader, reader } from './reader.tsx';

let shown: Reader | undefined;
const open = async (answers: Answers, href = '/?screen=trust'): Promise<Reader> =>
  (shown = await reader(href, { answers: { '/v1/coverage': page(), ...answers } }));

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-21T03:00:00Z'), toFake: ['Date'] }));
afterEach(() => {
  vi.useRealTimers();
  shown?.leaves();
});

/** A letter a day: o, p, f, m. */
const STATES = { o: 'observed', p: 'provisional', f: 'failed', m: 'missing' } as const;
const covered = (letters: string, change: Partial<CoverageState> = {}): CoverageState[] =>
  Array.from(letters).map((letter, index) => ({
    ...CUSTOMER,
    dataset: 'usages',
    period: addDays('2026-11-10', index),
    state: STATES[letter as keyof typeof STATES],
    lastAttemptAt: null,
    code: letter === 'f' ? 'THROTTLED' : null,
    ...change,
  }));

const MISSING = { '/v1/providers': page(providerState({ missing: 3 }), providerState({ provider: 'trend-micro' })) };

describe('the coverage calendar', () => {
  test('names what is missing and what failed, newest first, with the reason', async () => {
    const { sees, all, find } = await open({
      ...MISSING,
      '/v1/customers': page(totals()),
      '/v1/coverage': page(...covered('ommofpp'), ...covered('ooooooo', { customerId: 'b' })),
    });
    await sees('3 periods are missing or failed');
    await sees('Failed Nov 14: The vendor limits requests');
    await sees('Missing Nov 11 – Nov 12');
    await sees('2 observed, 2 provisional, 1 failed, and 2 missing');
    await sees('3 of 14 customer periods missing or failed');
    expect(find('.coverage tbody a').textContent).toBe('Hinode Clinic');
    expect(all('.coverage tbody tr')).toHaveLength(2);
    // One bar a day, of a shape of its own.
    const bars = all('.coverage tbody tr:last-child rect').map(
      (one) => `${one.getAttribute('y')} ${one.getAttribute('height')}`,
    );
    expect([bars.length, new Set(bars).size]).toEqual([7, 4]);
  });

  test('says once what is the same for everybody', async () => {
    const { sees, all } = await open({
      ...MISSING,
      '/v1/coverage': page(...['a', 'b', 'c'].flatMap((customerId) => covered('ofo', { customerId }))),
    });
    await sees('All 3 customers');
    await sees('Failed Nov 11');
    expect(all('.coverage tbody tr')).toHaveLength(1);
  });

  test('puts customers with the same gaps together, and leaves the rest of many gaps out', async () => {
    const { sees, all } = await open({
      ...MISSING,
      '/v1/coverage': page(
        ...['a', 'b', 'c', 'd', 'e'].flatMap((customerId) => covered('mo', { customerId, account: 'osaka' })),
        ...covered('momomomomomo', { customerId: 'z' }),
      ),
    });
    await sees('and 2 more customers');
    await sees('and 2 more gaps');
    expect(all('.coverage tbody tr')).toHaveLength(3);
  });

  test('shows one customer, a longer range, and the way back', async () => {
    const { sees, asked, find, all, does } = await open(
      { ...MISSING, '/v1/coverage': page(...covered('oo')) },
      '/?screen=trust&provider=trend-micro&customer=10000002',
    );
    await sees('Everything expected was observed');
    expect(asked).toContain(
      '/v1/coverage?provider=trend-micro&customer=10000002&from=2026-10-23&to=2026-11-21&limit=1000',
    );
    await does(() => choose(all('main select')[0] ?? find('main'), '90'));
    expect(location.search).toBe('?screen=trust&provider=trend-micro&customer=10000002&days=90');
    expect(find('.chosen').getAttribute('href')).toBe('/?screen=trust&provider=trend-micro&days=90');
  });

  test('says that it looks at no more than a person can', async () => {
    let count = 0;
    const { sees } = await open({
      ...MISSING,
      '/v1/coverage': () => ({ items: covered('o', { customerId: `${count++}` }), next: `${count}` }),
    });
    await sees('There is more than is shown here');
    expect(count).toBe(30);
  });

  test('says when it cannot be told', async () => {
    const { sees } = await open({ '/v1/providers': problem(500) });
    await sees('Something broke');
    shown?.leaves();
    const other = await open({ ...MISSING, '/v1/coverage': problem(503), '/v1/runs': problem(429) });
    await other.sees('Out of reach');
    await other.sees('Too many questions');
    expect(other.all('.coverage')).toEqual([]);
  });
});

describe('the runs', () => {
  test('tell a reason at a time what it means and what to do, and go on to older ones', async () => {
    const failure = {
      account: 'osaka',
      dataset: 'usages',
      customerId: '1',
      window: '2026-11',
      message: 'it is throttled',
    } as const;
    const { sees, all, does, find } = await open({
      ...MISSING,
      '/v1/runs?provider=line-works&limit=10': {
        items: [
          run({
            status: 'partial',
            failures: [
              { ...failure, code: 'THROTTLED' },
              { ...failure, code: 'THROTTLED', account: 'default', customerId: null },
              { ...failure, code: 'CONFIG_INVALID', dataset: null },
            ],
            failuresOmitted: 7,
          }),
        ],
        next: 'older',
      },
      '/v1/runs?provider=line-works&limit=10&cursor=older': page(run({ runId: 'run-0', status: 'running' })),
    });
    await sees('The vendor limits requests. Nothing to do: the next tick goes on.');
    await sees('2 failures');
    await sees('THROTTLED · osaka · usages · 1 · 2026-11');
    await sees('and 7 more like these');
    expect(all('.run-failures > li')).toHaveLength(3);
    await does(() => find('.runs + .button').click());
    await sees('running');
    expect(all('.runs > li')).toHaveLength(2);
  });

  test('say when an older one cannot be had', async () => {
    const { sees, does, find, all } = await open({
      ...MISSING,
      '/v1/runs?provider=line-works&limit=10': { items: [run()], next: 'older' },
      '/v1/runs?provider=line-works&limit=10&cursor=older': problem(503),
    });
    await sees('complete');
    await does(() => find('.runs + .button').click());
    await sees('Out of reach');
    expect(all('.runs > li')).toHaveLength(1);
  });
});
