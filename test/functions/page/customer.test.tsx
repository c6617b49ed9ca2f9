// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addDays } from '../../../lib/calendar.ts';
import { correction, overage, totals, usageItem } from './answers.ts';
import { type Answers, page, problem, type Reader, reader } from './reader.tsx';

const HERE = '/?screen=customer&provider=line-works&account=default&customer=10000002';

let shown: Reader | undefined;
const open = async (answers: Answers, href = HERE): Promise<Reader> => {
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

const days = (count: number, change: (day: string, index: number) => object) =>
  Array.from({ length: count }, (_, index) => {
    const period = addDays('2026-11-01', index);
    return usageItem({ period, ...change(period, index) });
  });

describe('a customer', () => {
  test('is told with every product, the worst first, and each measure by itself', async () => {
    const { find, all, text, asked } = await open({
      '/v1/usage': page(
        ...days(10, (_, index) => ({
          consumed: 100 + index,
          exceeded: Math.max(0, index - 5),
          corrections: index === 2 ? 1 : 0,
        })),
        usageItem({ productId: 'b', productName: 'Drive', entitled: null, consumed: 5, exceeded: null, final: false }),
        usageItem({
          productId: 'c',
          productName: 'Teams',
          measure: 'activity',
          exceeded: null,
          labels: { service: 'x' },
        }),
        usageItem({
          productId: 'd',
          productName: 'Server',
          measure: 'metered',
          unit: 'GB',
          period: '2026-11',
          entitled: null,
        }),
      ),
      '/v1/overages': page(overage(), overage({ since: '2026-03-01', until: '2026-03-11', peak: 2 })),
      '/v1/customers': page(totals({ customerId: '100000020' }), totals()),
      '/v1/corrections': page(
        correction(),
        correction({ period: '2026-11-09', after: null, correctedAt: '2026-11-16T00:00:00Z' }),
      ),
    });
    expect(find('h1').textContent).toBe('Hinode Clinic');
    expect(text()).toContain('8 seats over in Mail archive, since Sep 16, 2026 (67 days); 9 at the peak.');
    expect(text()).toContain('218 of 210 seats in use over all products');
    expect(all('h2').map((one) => one.textContent)).toEqual([
      'Seats',
      'Activity',
      'Metered',
      'Over before',
      'Corrections',
    ]);
    const rows = all('#measure-seats ~ .scroll tbody tr').map((row) => (row.textContent ?? '').replace(/\s+/g, ' '));
    expect(rows[0]).toMatch(/^Mail archiveANNUAL_LICENSE10510940Nov 10, 20261 correction$/);
    expect(rows[1]).toMatch(/^DriveANNUAL_LICENSE–5––Nov 20, 2026provisional$/);
    expect(text()).toContain('2 seats over at the peak, for 10 days');
    expect(text()).toContain('90 in use, 105 held → 99 in use, 105 held');
    expect(text()).toContain('90 in use, 105 held → withdrawn');
    expect(all('.told .strong').at(-2)?.textContent).toBe('Nov 9, 2026');
    expect(asked.find((target) => target.startsWith('/v1/usage'))).toBe(
      '/v1/usage?provider=line-works&account=default&customer=10000002&from=2025-11-22&to=2026-11-21&limit=1000',
    );
  });

  test('has for every picture the same in words and, when asked, as a table', async () => {
    const { find, all, does, text } = await open({
      '/v1/usage': page(
        ...days(4, () => ({ consumed: 100 })),
        usageItem({ period: '2026-11-08', consumed: 107, exceeded: 2 }),
        usageItem({ period: '2026-11-09', consumed: 107, exceeded: 2 }),
      ),
    });
    const summary =
      'Between 100 and 107 in use from Nov 1, 2026 to Nov 9, 2026. Over in 2 periods, by up to 2. Observation breaks off once.';
    expect(find('.figure-summary').textContent).toBe(summary);
    expect(find('.chart').getAttribute('aria-label')).toBe(`Mail archive: ${summary}`);
    expect(all('.chart-key span').map((one) => one.textContent)).toEqual(['In use', 'Held', 'Over']);
    expect(all('.tight')).toHaveLength(0);
    await does(() => {
      find('details').setAttribute('open', '');
      find('details').dispatchEvent(new Event('toggle'));
    });
    expect(all('.tight tbody tr').map((row) => row.textContent)).toEqual([
      'Nov 8, 2026 – Nov 9, 20261051072',
      'Nov 1, 2026 – Nov 4, 20261051000',
    ]);
    expect(text()).toContain('Not over now.');
  });

  test('of many products shows six pictures, and the others when asked', async () => {
    const many = Array.from({ length: 8 }, (_, index) => usageItem({ productId: `p${index}`, consumed: index }));
    const { all, find, does, text } = await open({ '/v1/usage': page(...many) });
    expect(all('figure')).toHaveLength(6);
    expect(text()).toContain('Show 2 more');
    await does(() => find('section > .button').click());
    expect(all('figure')).toHaveLength(8);
  });

  test('that is the reseller’s own contract is called that', async () => {
    const labels = { level: 'partner' };
    const { text } = await open(
      { '/v1/usage': page(usageItem({ provider: 'trend-micro', labels, customerName: null })) },
      '/?screen=customer&provider=trend-micro&account=tokyo&customer=D56C',
    );
    expect(text()).toContain('partner level');
    expect(text()).toContain('Trend Microtokyo');
  });

  test('that has left, or of whom nothing is known, is told as such', async () => {
    const { find, text } = await open({
      '/v1/customers': page(totals({ series: 0 })),
      '/v1/overages': page(overage({ expected: true })),
    });
    expect(text()).toContain('No reading of the last 365 days');
    expect(text()).toContain('lists no seats of this customer any more');
    expect(text()).toContain('Expected: agreed with the customer.');
    expect(find('h1').textContent).toBe('Hinode Clinic');
    shown?.leaves();
    const unknown = await open({});
    expect(unknown.find('h1').textContent).toBe('10000002');
  });

  test('with more corrections than one reads has the newest fifty', async () => {
    const many = Array.from({ length: 53 }, (_, index) =>
      correction({ correctedAt: new Date(index * 1e9).toISOString() }),
    );
    const { text } = await open({ '/v1/corrections': page(...many) });
    expect(text()).toContain('3 older ones are in the export of corrections.');
  });

  test.each(['/?screen=customer', '/?screen=customer&provider=nobody&customer=1'])(
    'that is nobody: %s',
    async (href) => {
      const { text } = await open({}, href);
      expect(text()).toContain('Not understood');
    },
  );

  test('whose readings cannot be had says so', async () => {
    const { text } = await open({ '/v1/usage': problem(400, 'the range is too long'), '/v1/overages': problem(403) });
    expect(text()).toContain('Not understood');
    expect(text()).toContain('the range is too long');
    expect(text()).toContain('Not allowed');
  });
});

const csv =
  (body: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(body, { headers: { 'content-type': 'text/csv', ...headers } });

describe('the CSV', () => {
  test('is fetched part by part and saved as one file', async () => {
    const { asked, find, does } = await open({
      '/v1/usage': page(usageItem()),
      '/v1/usage?provider=line-works&account=default&customer=10000002&from=2025-11-22&to=2026-11-21&format=csv': csv(
        'header\r\n1\r\n',
        { link: '</v1/usage?cursor=zwei>; rel="next"' },
      ),
      '/v1/usage?cursor=zwei': csv('2\r\n'),
    });
    const saved: Array<{ name: string; href: string }> = [];
    const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.push({ name: this.download, href: this.href });
    });
    await does(() => find('.section-head .button').click());
    clicked.mockRestore();
    expect(saved.map(({ name }) => name)).toEqual(['seatwatch-line-works-10000002-2025-11-22-2026-11-21.csv']);
    expect(saved[0]?.href).toMatch(/^blob:/);
    expect(asked.at(-1)).toBe('/v1/usage?cursor=zwei');
  });

  test('that breaks off is not saved, and can be tried again', async () => {
    const { find, does, sees } = await open({
      '/v1/usage': page(usageItem()),
      '/v1/usage?provider=line-works&account=default&customer=10000002&from=2025-11-22&to=2026-11-21&format':
        problem(503),
    });
    await does(() => find('.section-head .button').click());
    await sees('Out of reach');
    expect(find('.section-head .button').hasAttribute('disabled')).toBe(false);
    await does(() => find('[role="alert"] .button').click());
    await sees('Out of reach');
  });
});
