import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storyRows } from '../../../../infra/local/vendors/partner-center/rows.ts';
import { partnerCenterVendor } from '../../../../infra/local/vendors/partner-center.ts';
import { type RunningVendor, serve } from '../../../../infra/local/vendors/simulator.ts';
import { companiesOf, type Plot } from '../../../../infra/local/vendors/story.ts';
import { addDays } from '../../../../lib/calendar.ts';

const LIST = '/v1/analytics/commercial/deployment/license';
let today = new Date('2026-11-21T02:00:00Z');
let running: RunningVendor;
let secret: Record<string, string>;
let token = '';

beforeAll(async () => {
  running = await serve(partnerCenterVendor({ now: () => today }));
  secret = running.secret as Record<string, string>;
  token = (await trade()).access_token;
});
afterAll(() => running.close());

async function post(changes: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: secret['clientId'] ?? '',
    client_secret: secret['clientSecret'] ?? '',
    refresh_token: secret['refreshToken'] ?? '',
    scope: 'https://api.partnercenter.microsoft.com/user_impersonation offline_access',
    ...changes,
  });
  return fetch(`${secret['loginUrl']}/${secret['tenantId']}/oauth2/v2.0/token`, { method: 'POST', body });
}
const trade = async (changes?: Record<string, string>) =>
  (await (await post(changes)).json()) as { access_token: string; refresh_token?: string };

const get = (target: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(running.origin + target, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json', ...headers },
  });

interface Row {
  readonly processedDateTime: string;
  readonly serviceCode: string;
  readonly customerTenantId: string;
  readonly customerName: string;
  readonly productId: string;
  readonly licensesDeployed: number;
  readonly licensesSold: number;
}
const rowsOf = async (target: string): Promise<Row[]> => ((await (await get(target)).json()) as { Value: Row[] }).Value;

/** The companies of the story that have one of these plots, as the lists spell them. */
const named = (...plots: Plot[]): string[] =>
  companiesOf('partner-center').flatMap(({ plot, name }) => (plots.includes(plot) ? [name.toUpperCase()] : []));

describe('the simulated Partner Center', () => {
  test('gives a new refresh token with every sign-in and goes on taking the old one', async () => {
    const { refresh_token: second = '' } = await trade();
    const { refresh_token: third = '' } = await trade({ refresh_token: second });
    expect(new Set([secret['refreshToken'], second, third]).size).toBe(3);
    expect((await post()).status).toBe(200);
    expect(await trade({ scope: 'https://api.partnercenter.microsoft.com/user_impersonation' })).not.toHaveProperty(
      'refresh_token',
    );
  });

  test.each([
    [{ client_secret: 'wrong' }, 401, 7000215],
    [{ client_id: 'wrong' }, 400, 700016],
    [{ refresh_token: 'wrong' }, 400, 70000],
    [{ scope: 'openid' }, 400, 70011],
    [{ grant_type: 'password' }, 400, 70003],
  ])('refuses a sign-in with %j', async (changes, status, number) => {
    const answer = await post(changes);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error_codes: [number] });
  });

  test('takes a refresh token for 90 days and an access token for an hour', async () => {
    const before = today;
    today = new Date(before.getTime() + 3_600_000);
    expect((await get(LIST)).status).toBe(401);
    today = new Date(before.getTime() + 91 * 86_400_000);
    expect(await (await post()).json()).toMatchObject({ error_codes: [700082] });
    today = before;
  });

  test.each([
    ['?top=10001', 400, '3000'],
    ['?top=0', 400, '3000'],
    ['?skip=-1', 400, '3000'],
    ['?orderby=customerName', 400, '3000'],
    ['?top=1&top=1', 400, '3000'],
    ['s', 404, '1000'],
  ])('answers %s with %i', async (end, status, code) => {
    const answer = await get(LIST + end);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ code });
  });

  test('wants a token, JSON and GUIDs', async () => {
    expect(await (await get(LIST, { authorization: '' })).json()).toMatchObject({ code: '800001' });
    expect((await get(LIST, { authorization: 'Bearer other' })).status).toBe(401);
    expect((await get(LIST, { accept: 'text/html' })).status).toBe(406);
    expect((await get(LIST, { 'ms-requestid': 'one' })).status).toBe(400);
  });

  test('begins its bodies with a byte order mark and pages with a relative link', async () => {
    const answer = await get(`${LIST}?top=3&skip=3`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const page = JSON.parse(bytes.toString('utf8').slice(1)) as { Value: Row[]; TotalCount: number };
    expect(page.Value).toEqual((await rowsOf(LIST)).slice(3, 6));
    expect(page).toMatchObject({ '@nextLink': expect.stringMatching(/^deployment\/license\?.* desc$/) });
    expect(page.TotalCount).toBe((await rowsOf(LIST)).length);
  });

  test('tells the story: some have more assigned than bought, and who left is not there', async () => {
    const rows = await rowsOf(LIST);
    const over = rows.filter((row) => row.licensesDeployed > row.licensesSold).map((row) => row.customerName);
    expect(over).not.toEqual([]);
    expect(over.filter((name) => !named('over', 'was-over').includes(name))).toEqual([]);
    expect(new Set(rows.map((row) => row.serviceCode))).toEqual(new Set(['o365', 'crm']));
    expect(rows.filter((row) => row.customerTenantId !== row.customerTenantId.toUpperCase())).toEqual([]);
    const months = Array.from({ length: 18 }, (_, month) => addDays('2026-11-21', month * 30));
    const listed = months.map((day) =>
      storyRows(day).usage.some((row) => named('leaver').includes(String(row['customerName']))),
    );
    expect(new Set(listed)).toEqual(new Set([true, false]));
  });

  test('processes each service once a week, and says the same until then', async () => {
    const before = today;
    const processed = new Set<string>();
    const rows = new Set<string>();
    const cells = new Set<string>();
    for (let day = 0; day < 14; day++) {
      today = new Date(before.getTime() + day * 86_400_000);
      token = (await trade()).access_token;
      for (const row of await rowsOf(LIST)) {
        processed.add(`${row.serviceCode} ${row.processedDateTime}`);
        cells.add(`${row.processedDateTime} ${row.customerTenantId} ${row.productId}`);
        rows.add(JSON.stringify(row));
      }
    }
    today = before;
    token = (await trade()).access_token;
    expect(processed.size).toBeGreaterThanOrEqual(4);
    expect(processed.size).toBeLessThanOrEqual(6);
    expect(rows.size).toBe(cells.size);
  });
});
