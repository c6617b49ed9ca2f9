/** Fortnights in which things happen, read day by day as a schedule would. */
import { afterEach, expect, test } from 'vitest';
import { lineWorksVendor } from '../../infra/local/vendors/line-works.ts';
import { naverCloudVendor } from '../../infra/local/vendors/naver-cloud.ts';
import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import { trendMicroVendor } from '../../infra/local/vendors/trend-micro.ts';
import { addDays } from '../../lib/calendar.ts';
import { lineWorks } from '../../lib/providers/line-works.ts';
import { naverCloud } from '../../lib/providers/naver-cloud.ts';
import { partnerCenter } from '../../lib/providers/partner-center.ts';
import { trendMicro } from '../../lib/providers/trend-micro.ts';
import type { OverageRecord } from '../../lib/ledger/overages.ts';
import type { CorrectionItem } from '../../lib/query/corrections.ts';
import type { CustomerTotals } from '../../lib/query/customers.ts';
import type { UsageRecord } from '../../lib/usage.ts';
import { type Story, startStory } from './story-rig.ts';

const LONG = { timeout: 60_000 };

let story: Story;
afterEach(() => story.bench.close());

/** `name since–until`, for overages in any state. */
async function overages(filter = ''): Promise<string[]> {
  const items = await story.door.walk<OverageRecord>(`/v1/overages?state=all${filter}`);
  return items.map(({ customerName, since, until }) => `${customerName} ${since} – ${until ?? ''}`).toSorted();
}

const usage = (filter: string): Promise<UsageRecord[]> =>
  story.door.walk<UsageRecord>(`/v1/usage?limit=1000&${filter}`);

const month = async (name: string): Promise<UsageRecord[]> =>
  (await story.door.page<UsageRecord>(`/v1/usage?from=${name}-01&to=${name}-01`)).items;

/** What is told of a customer, without the circumstances. */
const on = (name: string, items: readonly UsageRecord[]): unknown =>
  items
    .filter(({ customerName }) => customerName === name)
    .map(({ entitled, consumed, reported }) => ({ entitled, consumed, reported }));

test('LINE WORKS: one overage ends where another begins, and last week is corrected', LONG, async () => {
  story = await startStory(lineWorks, (now) => lineWorksVendor({ now, perMinute: 100_000 }), '2026-11-18', 2);
  const secret = story.bench.vendor.secret as object;
  const [over, unheardOf, trial, corrected, next] = ['10000002', '10000005', '10000006', '10000010', '10000012'];
  story.bench.putSecret({ ...secret, domainIds: [over, unheardOf, trial, corrected, next] });
  const open: number[] = [];
  await story.days('2026-11-18', '2026-12-01', async (_, { status, overages: { open: count } }) => {
    expect(status).toBe('complete');
    open.push(count);
  });
  // Metered until the day before: the change of the 25th is seen on the 26th.
  expect(open).toEqual(Array.from({ length: 14 }, () => 1));
  expect(await overages()).toEqual(['Hinode Clinic 2026-10-01 – 2026-11-25', 'Hoshizora Studio 2026-11-25 – ']);

  const found = await story.door.walk<CorrectionItem>('/v1/corrections');
  expect(new Set(found.map(({ customerId }) => customerId))).toEqual(new Set([corrected]));
  for (const { period, before, after, observedAt, correctedAt } of found) {
    expect((after?.consumed ?? 0) - (before.consumed ?? 0)).toBe(2);
    expect(observedAt.slice(0, 10) <= addDays(period, 3)).toBe(true);
    expect(correctedAt.slice(0, 10)).toBe(addDays(period, 4));
  }
  // The last three days are still told too low; those before the first tick were told once.
  expect([...new Set(found.map(({ period }) => period))].toSorted()).toEqual(
    Array.from({ length: 13 }, (_, index) => addDays('2026-11-15', index)),
  );
  const [record] = await usage(`customer=${corrected}&from=2026-11-20&to=2026-11-20&dataset=usages`);
  expect(record).toMatchObject({ corrections: 1, final: false, observedAt: '2026-11-24T05:00:00Z' });

  const tried = await usage(`customer=${trial}&from=2026-11-25&to=2026-11-25`);
  expect(tried.map(({ entitled, exceeded, reported }) => [entitled, exceeded, reported['licenseCount']])).toEqual([
    [null, null, null],
    [null, null, 0],
  ]);
  expect(tried.every(({ consumed }) => consumed !== null && consumed >= 3)).toBe(true);
  const strange = await usage(`customer=${unheardOf}&product=WORKS/LNS_X1/LNS_X1_01&from=2026-11-25&to=2026-11-25`);
  expect(strange.map(({ productName }) => productName)).toEqual(['WORKS/LNS_X1/LNS_X1_01']);
});

test('Trend Micro: overages turn, a customer leaves, one is not metered and one has bought nothing', LONG, async () => {
  story = await startStory(trendMicro, (now) => trendMicroVendor({ now }), '2026-10-27');
  await story.days('2026-10-27', '2026-11-09', async (_, { status }) => expect(status).toBe('complete'));
  expect(await overages('&level=customer')).toEqual([
    'Cedar Grove Nursery 2026-10-27 – 2026-11-02',
    'Redwood Accounting 2026-11-02 – ',
    'Vantage Survey 2026-10-27 – ',
  ]);
  const last = await usage('dataset=customers-usage&from=2026-11-09&to=2026-11-09');
  // Bought nothing, uses some: zero is a figure.
  expect(on('Vantage Survey', last)).toMatchObject([{ entitled: 0, consumed: expect.any(Number) }]);
  // Bought some, and nobody says how many are used.
  expect(on('Ashdown Legal', last)).toMatchObject([{ entitled: expect.any(Number), consumed: null }]);
  const [partner] = await usage('dataset=vendor-license&from=2026-11-08&to=2026-11-08');
  expect(partner).toMatchObject({ customerName: null, labels: { level: 'partner' }, corrections: 0, final: false });
  expect(partner?.exceeded).toBeGreaterThan(0);
  expect((partner?.consumed ?? 0) < (partner?.entitled ?? 0)).toBe(true);

  const leaver = async (): Promise<CustomerTotals[]> => story.door.walk<CustomerTotals>('/v1/customers?q=yarrow');
  await story.days('2027-04-30', '2027-05-01');
  expect(await leaver()).toMatchObject([{ series: 1, asOf: '2027-05-01' }]);
  await story.days('2027-05-02', '2027-05-04');
  expect(await leaver()).toMatchObject([{ series: 0, consumed: null, asOf: '2027-05-02' }]);
  const after = await usage('from=2027-05-02&to=2027-05-04&dataset=customers-usage');
  expect(on('Yarrow Florists', after)).toEqual([]);
});

test('Partner Center: what a weekly processing shows opens, closes and goes', LONG, async () => {
  story = await startStory(partnerCenter, (now) => partnerCenterVendor({ now }), '2026-10-20');
  await story.days('2026-10-20', '2026-11-05', async (_, { status }) => expect(status).toBe('complete'));
  // What changed on the 25th was processed on the 31st.
  expect(await overages()).toEqual(['BRIGHTWATER DENTAL 2026-10-17 – 2026-10-31', 'LARKSPUR MEDIA 2026-10-31 – ']);
  const items = await usage('from=2026-10-01&to=2026-11-05');
  const activity = items.filter(({ measure }) => measure === 'activity');
  expect(activity.length).toBeGreaterThan(50);
  expect(activity.filter(({ exceeded }) => exceeded !== null)).toEqual([]);
  const office = items.filter(({ labels }) => labels['serviceCode'] === 'o365');
  expect(new Set(office.filter(({ final }) => !final).map(({ period }) => period))).toEqual(new Set(['2026-10-31']));
  const seriesOf = async (name: string): Promise<number | undefined> =>
    (await story.door.walk<CustomerTotals>(`/v1/customers?q=${name}`))[0]?.series;
  expect(await seriesOf('granite')).toBe(0);
  expect(await seriesOf('harbour')).toBeGreaterThan(0);
});

test('NAVER Cloud: a month is settled on the 8th, and a product that nobody knows shows itself', LONG, async () => {
  story = await startStory(naverCloud, (now) => naverCloudVendor({ now }), '2026-11-01');
  const isFinal: boolean[] = [];
  await story.days('2026-11-01', '2026-11-14', async (day, { status }) => {
    expect(status).toBe('complete');
    const october = await month('2026-10');
    const november = await month('2026-11');
    isFinal.push(october.every(({ final }) => final));
    // Nothing is metered before the first day is over: the vendor says zero, and of which meter it does not say.
    const zeros = november.filter(({ consumed, labels }) => consumed === 0 && labels['meteringType'] === null);
    expect(zeros.length === november.length).toBe(day === '2026-11-01');
  });
  expect(isFinal).toEqual(Array.from({ length: 14 }, (_, index) => index >= 7));
  expect(await story.door.walk('/v1/corrections')).toEqual([]);
  const strange = await usage('product=SIMQPUX9&from=2026-10-01&to=2026-10-31');
  expect(
    strange.map(({ productName, measure, entitled, exceeded }) => [productName, measure, entitled, exceeded]),
  ).toEqual([['SIMQPUX9', 'metered', null, null]]);
});

test('what a first run has stored is served while it is still running', LONG, async () => {
  story = await startStory(trendMicro, (now) => trendMicroVendor({ now }), '2026-11-20');
  story.bench.vendor.fault({ kind: 'slow-headers', path: '/customers/usage', ms: 2000 });
  const run = story.day('2026-11-20');
  const readable = async (): Promise<string> => {
    for (;;) if ((await story.door.page('/v1/usage?limit=1')).items.length > 0) return 'readable';
  };
  expect(await Promise.race([readable(), run.then(() => 'over')])).toBe('readable');
  expect((await run).status).toBe('complete');
});
