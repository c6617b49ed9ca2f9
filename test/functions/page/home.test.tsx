// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { overage, providerState, run, totals } from './answers.ts';
import { type Answers, page, problem, type Reader, reader } from './reader.tsx';

let shown: Reader | undefined;
const open = async (answers: Answers): Promise<Reader> => (shown = await reader('/', { answers }));

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-21T03:00:00Z'), toFake: ['Date'] }));
afterEach(() => {
  vi.useRealTimers();
  shown?.leaves();
});

const elsewhere = { provider: 'trend-micro', customerId: 'b', customerName: null, productId: 'wfbss' } as const;

describe('the first screen', () => {
  test('says in its heading how many customers are over, and whom to call first', async () => {
    const { find, all, text } = await open({
      '/v1/overages': page(
        overage({ customerId: 'a', customerName: 'Aozora', exceeded: 6 }),
        overage({ customerId: 'a', customerName: 'Aozora', productId: 'x', productName: 'Drive', exceeded: 4 }),
        overage(),
        overage({ ...elsewhere, exceeded: 40, labels: { level: 'partner' }, entitled: 799, consumed: 641 }),
        overage({ customerId: 'c', customerName: 'Cedar', expected: true, exceeded: 3 }),
      ),
    });
    expect(find('h1').textContent).toBe('2 customers are over, by 18 seats');
    expect(document.title).toBe('Seats over now · Seatwatch');
    const [call, partner, expected] = all('.scroll');
    expect(call?.getAttribute('aria-label')).toBe('Whom to call');
    expect(all('.over tbody')[0]?.textContent).toContain('Aozora');
    expect(call?.querySelectorAll('th[rowspan="2"]')).toHaveLength(1);
    expect(partner?.textContent).toContain('over: the vendor’s own figure');
    expect(expected?.textContent).toContain('Cedar');
    expect(text()).toContain('113 of 105');
    expect(text()).toContain('67 days');
    expect(find('.over a').getAttribute('href')).toBe(
      '/?screen=customer&provider=line-works&account=default&customer=a',
    );
  });

  test('names a customer by its id where the vendor sends no name, and shows nothing of a name but its letters', async () => {
    const customerName = '<img src=x onerror="alert(1)">';
    const { root, text } = await open({
      '/v1/overages': page(
        overage({ customerName, account: 'osaka' }),
        overage({ ...elsewhere, entitled: null, consumed: null, since: '2025-01-01', asOf: '2026-11-01' }),
      ),
    });
    expect(root.querySelector('img')).toBeNull();
    expect(text()).toContain(customerName);
    expect(text()).toContain('LINE WORKS · osaka');
    expect(text()).toContain('as of Nov 1');
    expect(text()).toContain('– of –');
  });

  test('says so when nobody is over, and when the first readings are on their way', async () => {
    const { text } = await open({ '/v1/providers': page(providerState()) });
    expect(text()).toContain('Nobody is over');
    expect(text()).toContain('Every customer uses no more seats than it holds');
    shown?.leaves();
    const early = await open({ '/v1/providers': page(providerState({ lastRun: null, status: 'never' })) });
    expect(early.text()).toContain('The first readings are being collected');
  });

  test('shows two hundred overages and says that there are more', async () => {
    const many = Array.from({ length: 120 }, (_, index) => overage({ customerId: `c${index}` }));
    const { all, text } = await open({
      '/v1/overages': { items: many, next: 'x' },
      '/v1/overages?limit=200&cursor=x': page(...many.map((one) => ({ ...one, customerId: `d${one.customerId}` }))),
    });
    expect(all('.over tbody tr')).toHaveLength(200);
    expect(text()).toContain('The 200 largest are shown.');
  });
});

describe('the state of the providers', () => {
  test('is told in words, with the age of the data and what is missing', async () => {
    const { all } = await open({
      '/v1/providers': page(
        providerState(),
        providerState({
          provider: 'partner-center',
          status: 'failing',
          simulated: false,
          missing: 3,
          lastRun: run({
            status: 'failed',
            failures: [
              {
                account: 'default',
                dataset: null,
                customerId: null,
                window: null,
                code: 'CONSENT_REQUIRED',
                message: 'no',
              },
            ],
          }),
          credentialExpiresAt: '2026-11-24T03:00:00Z',
        }),
        providerState({ provider: 'naver-cloud', newestPeriod: '2026-11', account: 'seoul' }),
        providerState({ provider: 'trend-micro', status: 'unconfigured', lastSuccessAt: null, newestPeriod: null }),
      ),
      '/v1/customers': page(
        totals(),
        totals({ customerId: 'gone', series: 0 }),
        totals({ customerId: 'half', entitled: null, exceeded: null }),
      ),
    });
    const [works, partner, naver, trend] = all('.card').map((card) => (card.textContent ?? '').replace(/\s+/g, ' '));
    expect(works).toContain('Up to date');
    expect(works).toContain('simulated');
    expect(works).toContain('59 minutes ago');
    expect(works).toContain('Nov 20, 2026');
    expect(works).toContain('218 of 210 seats in use');
    expect(works).toContain('1 of 2 customers');
    expect(partner).toContain('Failing: three runs in a row');
    expect(partner).toContain('real');
    expect(partner).toContain('Somebody has to consent again');
    expect(partner).toContain('3 periods');
    expect(partner).toContain('ends in 3 days');
    expect(naver).toContain('Metered quantities only');
    expect(naver).toContain('seoul');
    expect(trend).toContain('Not connected');
    expect(trend).toContain('No seats yet');
  });

  test('adds up customers page by page, and stops before it takes too long', async () => {
    const { text, asked } = await open({
      '/v1/providers': page(providerState()),
      '/v1/customers': () => ({ items: [totals({ exceeded: null })], next: 'on' }),
    });
    expect(text()).toContain('20 customers (so far)');
    expect(asked.filter((target) => target.startsWith('/v1/customers'))).toHaveLength(21);
  });

  test('is asked for again when the reader wants, and when somebody comes back after a while', async () => {
    const { find, does, asked } = await open({ '/v1/providers': page(providerState()) });
    const count = (): number => asked.filter((target) => target === '/v1/providers').length;
    await does(() => find('.asked button').click());
    expect(count()).toBe(2);
    await does(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(count()).toBe(2);
    vi.setSystemTime(new Date('2026-11-21T03:06:00Z'));
    await does(() => document.dispatchEvent(new Event('visibilitychange')));
    expect(count()).toBe(3);
  });
});

const message = (id: string) => ({ id, kind: 'opened' as const, text: `Seats over: ${id}` });

test('what people were told lately is listed, newest first', async () => {
  const { all } = await open({
    '/v1/runs': page(
      run({ runId: '3', finishedAt: null, messages: [message('newest')] }),
      run({ runId: '2' }),
      run({ runId: '1', messages: ['a', 'b', 'c', 'd', 'e'].map(message) }),
    ),
  });
  expect(all('.messages li span').map((one) => one.textContent)).toEqual(
    ['newest', 'a', 'b', 'c', 'd'].map((id) => `Seats over: ${id}`),
  );
});

describe('what cannot be had', () => {
  test('is said in each place, with a way to try again', async () => {
    let isBack = false;
    const { find, all, sees, does } = await open({
      '/v1/overages': () => (isBack ? page(overage()) : problem(503, 'the ledger is out of reach')()),
      '/v1/providers': problem(500),
      '/v1/runs': problem(500),
    });
    expect(all('[role="alert"]')).toHaveLength(2);
    await sees('Out of reach');
    await sees('the ledger is out of reach');
    isBack = true;
    await does(() => find('[role="alert"] button').click());
    await sees('1 customer is over, by 8 seats');
  });
});
