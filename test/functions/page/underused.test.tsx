// @vitest-environment happy-dom
import { afterEach, describe, expect, test } from 'vitest';
import type { FreeSeats } from '../../../functions/page/underused/free-seats.ts';
import { CUSTOMER } from './answers.ts';
import { type Answers, choose, page, problem, type Reader, reader } from './reader.tsx';

let shown: Reader | undefined;
const open = async (answers: Answers, href = '/?screen=underused'): Promise<Reader> =>
  (shown = await reader(href, { answers }));

afterEach(() => shown?.leaves());

const free = (change: Partial<FreeSeats> = {}): FreeSeats => ({
  ...CUSTOMER,
  dataset: 'usages',
  customerName: 'Hinode Clinic',
  productId: 'WORKS/STD',
  productName: 'LINE WORKS Standard',
  labels: { plan: 'ANNUAL_LICENSE' },
  plan: 'ANNUAL_LICENSE',
  term: 'annual',
  entitled: 50,
  consumed: 30,
  free: 20,
  lowest: 15,
  since: '2026-09-01',
  observed: 30,
  expected: 30,
  asOf: '2026-11-20',
  ...change,
});

describe('the screen of unused seats', () => {
  test('sorts all pages by what could be given back, and sums it up', async () => {
    const { sees, all } = await open({
      '/v1/underused?days=30&limit=1000': { items: [free(), free({ customerId: 'b', lowest: 3 })], next: 'more' },
      '/v1/underused?days=30&limit=1000&cursor=more': page(
        free({ customerId: 'c', account: 'osaka', lowest: 40, observed: 20 }),
        free({ customerId: 'c', account: 'osaka', productId: 'x', lowest: 15, since: '2026-08-01' }),
      ),
    });
    await sees('73 seats unused at 3 customers');
    expect(all('.free strong').map((one) => one.textContent)).toEqual(['40', '15', '15', '3']);
    await sees('20 of 30 days observed');
    await sees('LINE WORKS · osaka');
  });

  test('says for each plan when it can hold fewer', async () => {
    const { sees, text } = await open({
      '/v1/underused': page(
        free(),
        free({ customerId: 'b', term: 'monthly', plan: 'MONTHLY' }),
        free({ customerId: 'c', term: null, plan: 'TRIAL' }),
        free({ customerId: 'd', term: null, plan: null, labels: { serviceName: 'Exchange' } }),
      ),
    });
    await sees('Annualcan go down when the contract renews');
    await sees('Monthlypaid per member in use; only the limit can go down');
    await sees('TRIALask the vendor');
    await sees('Not toldask the vendor');
    expect(text()).toContain('Exchange');
  });

  test('keeps apart of what too little is known', async () => {
    const { sees, find } = await open({ '/v1/underused': page(free({ lowest: null, since: null, observed: 4 })) });
    await sees('Too early to say');
    expect(find('h1').textContent).toBe('No seats lie idle');
    await sees('4 of 30 days observed');
  });

  test('asks again for other days and one provider, in the address', async () => {
    const { find, all, does, asked, sees } = await open({ '/v1/underused': page() });
    await sees('No seats lie idle');
    const [days, provider] = all('main select');
    await does(() => choose(days ?? find('main'), '90'));
    await does(() => choose(provider ?? find('main'), 'trend-micro'));
    expect(location.search).toBe('?screen=underused&provider=trend-micro&days=90');
    expect(asked).toContain('/v1/underused?days=90&limit=1000');
    expect(asked.at(-1)).toBe('/v1/underused?days=90&provider=trend-micro&limit=1000');
  });

  test('takes what it does not know in an address for nothing, and says when it cannot answer', async () => {
    const { sees, asked } = await open({ '/v1/underused': problem(503) }, '/?screen=underused&days=7&provider=zoom');
    await sees('Out of reach');
    expect(asked).toContain('/v1/underused?days=30&limit=1000');
  });
});
