// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { providerState, totals, usageItem } from './answers.ts';
import { type Answers, choose, page, problem, type Reader, reader } from './reader.tsx';

let shown: Reader | undefined;
const open = async (href: string, answers: Answers = {}): Promise<Reader> => {
  shown = await reader(href, { answers });
  await vi.waitFor(() => {
    if (shown?.root.querySelector('.skeleton')) throw new Error('still loading');
  }, 5000);
  return shown;
};

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-21T03:00:00Z'), toFake: ['Date'] }));
afterEach(() => {
  vi.useRealTimers();
  shown?.leaves();
});

const NAVER = {
  provider: 'naver-cloud',
  customerId: '7',
  customerName: null,
  productId: 'SVR',
  productName: 'SVR',
} as const;
const PRODUCTS = {
  '/v1/providers': page(providerState(), providerState({ provider: 'trend-micro', newestPeriod: null })),
  '/v1/usage?provider=line-works&account=default&from=2026-11-19&to=2026-11-20&limit=1000': page(
    usageItem({ productId: 'z', productName: 'Zeta mail' }),
    usageItem(),
    usageItem(),
  ),
};

describe('a search', () => {
  test('finds customers and products by a part of their names, in the address that can be shared', async () => {
    const { find, all, text, asked } = await open('/?screen=find&q=mail', {
      ...PRODUCTS,
      '/v1/customers': page(
        totals({ customerName: 'Mailroom' }),
        totals({ customerId: 'm', customerName: null, series: 0 }),
      ),
    });
    expect(find('h1').textContent).toBe('Results for “mail”');
    const hits = all('.hits li').map((one) => (one.textContent ?? '').replace(/\s+/g, ' '));
    expect(hits).toEqual([
      'MailroomLINE WORKS · 10000002218 of 210',
      'mLINE WORKSno seats any more',
      'Mail archiveLINE WORKS · WORKS/ACV3/ACV301Seats',
      'Zeta mailLINE WORKS · zSeats',
    ]);
    expect(all('.hits a')[2]?.getAttribute('href')).toBe(
      '/?screen=find&q=mail&provider=line-works&product=WORKS%2FACV3%2FACV301&measure=seats',
    );
    expect(asked).toContain('/v1/customers?q=mail&limit=30');
    expect(text()).not.toContain('Readings');
  });

  test('finds a product by its name in another language', async () => {
    const { text } = await open('/?screen=find&q=アーカイブ', PRODUCTS);
    expect(text()).toContain('Mail archive');
    expect(text()).toContain('No customer’s name or id holds this.');
  });

  test('that finds nothing says so, one that finds too much too', async () => {
    const { text } = await open('/?screen=find&q=xyz&provider=trend-micro', {
      ...PRODUCTS,
      '/v1/customers': {
        items: Array.from({ length: 20 }, (_, index) => totals({ customerId: `${index}` })),
        next: 'c',
      },
      '/v1/customers?q=xyz&provider=trend-micro&limit=30&cursor=c': {
        items: Array.from({ length: 20 }, (_, index) => totals({ customerId: `x${index}` })),
        next: 'd',
      },
    });
    expect(text()).toContain('No product’s name or id holds this.');
    expect(text()).toContain('The first 30 are shown: type more of the name.');
  });

  test('stops looking for products after five pages of an account', async () => {
    const { asked } = await open('/?screen=find&q=mail', {
      ...PRODUCTS,
      '/v1/usage': { items: [usageItem()], next: 'on' },
      '/v1/usage?provider=line-works&account=default&from=2026-11-19&to=2026-11-20&limit=1000': {
        items: [usageItem()],
        next: 'on',
      },
    });
    expect(asked.filter((target) => target.startsWith('/v1/usage'))).toHaveLength(5);
  });

  test('that fails says why in both places', async () => {
    const { all } = await open('/?screen=find&q=mail', {
      '/v1/customers': problem(500),
      '/v1/providers': problem(503),
    });
    expect(all('[role="alert"] .notice-title').map((one) => one.textContent)).toEqual([
      'Something broke',
      'Out of reach',
    ]);
  });
});

describe('readings', () => {
  test('are told line by line, the unit beside what is metered', async () => {
    const { all, asked, text } = await open('/?screen=find&provider=naver-cloud&measure=metered', {
      '/v1/usage': page(
        usageItem({ exceeded: 4 }),
        usageItem({
          ...NAVER,
          measure: 'metered',
          unit: 'GB',
          period: '2026-11',
          entitled: null,
          exceeded: null,
          final: false,
        }),
        usageItem({ ...NAVER, measure: 'metered', unit: null }),
      ),
    });
    const rows = all('tbody tr').map((row) => (row.textContent ?? '').replace(/\s+/g, ' '));
    expect(rows[0]).toBe('Hinode ClinicLINE WORKSMail archiveANNUAL_LICENSENov 20, 20261051004Seats');
    expect(rows[1]).toBe('7NAVER CloudSVRANNUAL_LICENSENov 2026provisional–100–MeteredGB');
    expect(asked).toContain('/v1/usage?provider=naver-cloud&measure=metered&limit=50');
    expect(text()).toContain('3 shown');
  });

  test('go on page by page, also over pages that hold nothing', async () => {
    const { find, all, asked, does, sees } = await open('/?screen=find&customer=7', {
      '/v1/usage?customer=7&limit=50': { items: [], next: 'a' },
      '/v1/usage?customer=7&limit=50&cursor=a': {
        items: Array.from({ length: 50 }, (_, index) => usageItem({ productId: `${index}` })),
        next: 'b',
      },
      '/v1/usage?customer=7&limit=50&cursor=b': page(usageItem({ customerName: 'The last' })),
    });
    expect(all('tbody tr')).toHaveLength(50);
    const next = find('.pages a');
    expect(next.getAttribute('href')).toBe('/?screen=find&customer=7&cursor=b');
    await does(() => next.click());
    await sees('The last');
    expect(location.search).toBe('?screen=find&customer=7&cursor=b');
    expect(asked.at(-1)).toBe('/v1/usage?customer=7&limit=50&cursor=b');
    expect(find('.pages a').textContent).toBe('First page');
    await does(() => history.back());
    await vi.waitFor(() => expect(location.search).toBe('?screen=find&customer=7'));
  });

  test('that there are not are told as such, and what cannot be had', async () => {
    expect((await open('/?screen=find')).text()).toContain('No readings for these filters');
    shown?.leaves();
    expect((await open('/?screen=find', { '/v1/usage': problem(429) })).text()).toContain('Too many questions');
  });
});

describe('a filter', () => {
  test('is a step in the history and begins at the first page', async () => {
    const { find, does } = await open('/?screen=find&q=a&customer=7&cursor=x');
    await does(() => choose(find('select[value], .filters label:nth-of-type(1) select'), 'trend-micro'));
    expect(location.search).toBe('?screen=find&q=a&customer=7&provider=trend-micro');
    await does(() => choose(find('.filters label:nth-of-type(2) select'), 'activity'));
    await does(() => choose(find('.filters input[type="date"]'), '2026-10-01'));
    expect(location.search).toBe('?screen=find&q=a&customer=7&provider=trend-micro&measure=activity&from=2026-10-01');
    expect(find('.chosen').getAttribute('href')).toBe(
      '/?screen=find&q=a&provider=trend-micro&measure=activity&from=2026-10-01',
    );
    expect(find('.ranges a').getAttribute('href')).toContain('from=2026-10-23&to=2026-11-21');
  });
});
