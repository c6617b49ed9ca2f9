/** The command line against the product on this machine: from an empty ledger to what people read and mend. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, addMonths, dayIn, monthOf } from '../../../lib/calendar.ts';
import type { RunResult } from '../../../lib/run-result.ts';
import { readAll } from '../../e2e/ask.ts';
import { freePort, pause, type Product, startProduct } from '../../e2e/product.ts';
import { type Ended, running, said, seatwatch } from './run.ts';

const LONG = { timeout: 60_000 };
const today = dayIn('UTC', new Date());

let home: string;
let port: number;
let product: Product;
const env = () => ({ PORT: String(port), SEATWATCH_HOME: home, SEATWATCH_SECRETS: join(home, 'secrets') });
const asked = (...args: string[]): Promise<Ended> => said(args, env());
const runsOf = (provider: string) => readAll<RunResult>(port, `/v1/runs?provider=${provider}`);

/** Makes a simulated vendor misbehave until it is told not to. */
async function fault(provider: string, kind: object | null): Promise<void> {
  const log = await readFile(join(home, 'seatwatch.log'), 'utf8');
  const [, origin] = new RegExp(`${provider} the simulated vendor listens on (\\S+)`).exec(log) ?? [];
  await fetch(`${origin}/_faults`, kind ? { method: 'POST', body: JSON.stringify(kind) } : { method: 'DELETE' });
}

beforeAll(async () => {
  [home, port] = await Promise.all([mkdtemp(join(tmpdir(), 'seatwatch-told-')), freePort()]);
  product = startProduct({ home, secrets: join(home, 'secrets'), port, args: ['--no-collect'], bare: true });
  await product.printed('Seatwatch answers');
}, LONG.timeout);
afterAll(async () => {
  await product.end('SIGKILL');
  await rm(home, { recursive: true });
});

test('an empty ledger is told as that', LONG, async () => {
  expect(await asked('overages')).toEqual({ code: 0, out: '', err: 'There are no such overages.\n' });
  expect(await asked('usage', '--json')).toEqual({ code: 0, out: '', err: '' });
  expect((await asked('providers')).out).toMatch(/^trend-micro +simulated +never/m);
});

test('collect fills it, follows the runs and says what they brought', LONG, async () => {
  const { code, out } = await asked('collect', 'trend-micro', 'naver-cloud');
  expect(code).toBe(0);
  expect(out).toMatch(/^trend-micro: 2 windows collected, \d+ records changed, 3 overages open/m);
  expect(out).toMatch(/^naver-cloud: 3 windows collected/m);
  expect(out).toMatch(/^! Seats over: Redwood Accounting/m);
  const again = await asked('collect', 'trend-micro', '--json');
  expect(JSON.parse(again.out)).toMatchObject({ runs: [{ status: 'complete', windows: { due: 0 } }], stillRunning: 0 });
});

describe('then its lists', () => {
  test('are tables for people', LONG, async () => {
    const { out } = await asked('overages', '--provider', 'trend-micro', '--level', 'customer');
    const [head = '', ...rows] = out.trimEnd().split('\n');
    expect(head).toMatch(/^provider +customer +id +product +held +used +over +peak +since +as of$/);
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row.indexOf('Worry-Free')).toBe(head.indexOf('product'));
    expect((await asked('customers', 'redwood')).out).toMatch(/Redwood Accounting.* 79 +83 +4 /);
    expect((await asked('coverage', '--dataset', 'vendor-license')).out).toMatch(/ observed | provisional /);
    expect((await asked('runs', '--provider', 'naver-cloud')).out).toMatch(/ naver-cloud +complete +3 +3 +0 +0 /);
  });

  test('are lines of JSON for programs, as the API answers them, over all pages', LONG, async () => {
    const { out } = await asked('usage', '--provider', 'naver-cloud', '--json');
    const told = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(told).toEqual(await readAll(port, '/v1/usage?provider=naver-cloud'));
    const first = await asked('usage', '--provider', 'naver-cloud', '--limit', '3');
    expect(first.out.trimEnd().split('\n')).toHaveLength(4);
    expect(first.err).toContain('there are more');
  });

  test('are files, as whole as the API exports them', LONG, async () => {
    const output = join(home, 'usage.csv');
    const { code, out } = await asked('export', '--provider', 'naver-cloud', '--output', output);
    const written = await readFile(output, 'utf8');
    expect({ code, out }).toEqual({
      code: 0,
      out: `${written.trimEnd().split('\r\n').length - 1} records in ${output}\n`,
    });
    const answer = await fetch(`http://localhost:${port}/v1/usage?provider=naver-cloud&format=csv`);
    expect(written).toBe(await answer.text());
  });

  test('are refused in the words of the options', LONG, async () => {
    const { code, err } = await asked('usage', '--from', '2026-02-30');
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('--from: must be a day that exists') });
  });
});

test('a run that leaves something ends with 3, and says why', LONG, async () => {
  await fault('trend-micro', { kind: 'cut', path: '/vendors/license' });
  const range = ['--from', addDays(today, -20), '--to', addDays(today, -2)];
  const { code, out } = await asked('collect', 'trend-micro', ...range);
  expect(code).toBe(3);
  expect(out).toMatch(/^trend-micro: 1 window collected, 1 failed.*\(partial\)$/m);
  expect(out).toContain('VENDOR_RESPONSE_INVALID');
  await fault('trend-micro', null);
  expect(await asked('collect', 'trend-micro', ...range)).toMatchObject({ code: 0 });
});

test('backfill goes through a range in parts, newest first', LONG, async () => {
  const month = monthOf(today);
  const from = `${addMonths(month, -2)}-20`;
  const to = `${addMonths(month, -1)}-05`;
  const { code, out, err } = await asked('backfill', 'naver-cloud', '--from', from, '--to', to, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const { runs, left } = JSON.parse(out) as { runs: RunResult[]; left: object[] };
  expect(runs.map(({ status, windows }) => [status, windows.due])).toEqual([
    ['complete', 1],
    ['complete', 1],
  ]);
  expect(left).toEqual([]);
  expect(await asked('backfill', 'partner-center', '--from', from)).toMatchObject({ code: 2 });
});

test('Ctrl-C leaves the run going, and says how to go on', LONG, async () => {
  await fault('naver-cloud', { kind: 'slow-headers', ms: 3000, times: 1 });
  const before = (await runsOf('naver-cloud')).length;
  const begun = running(['backfill', 'naver-cloud', '--from', `${addMonths(monthOf(today), -1)}-01`], env());
  while ((await runsOf('naver-cloud')).length === before) await pause(50);
  begun.interrupt();
  const { code, err } = await begun.ended;
  expect(code).toBe(3);
  expect(err).toMatch(/The run of .* goes on\. To go on: npm run seatwatch -- backfill naver-cloud --from .* --to /);
  const newest = async () => (await runsOf('naver-cloud'))[0];
  while ((await newest())?.status === 'running') await pause(100);
  expect(await newest()).toMatchObject({ status: 'complete', windows: { collected: 1 } });
});

describe('the doctor', () => {
  test('finds nothing wrong where nothing is, and says what is simulated', LONG, async () => {
    const { code, out, err } = await asked('doctor');
    expect({ code, err }).toEqual({ code: 0, err: 'Nothing is wrong.\n' });
    expect(out).toContain(`seatwatch: answers on http://localhost:${port}`);
    expect(out).toContain('line-works: simulated');
    expect(out).toContain('line-works: signed in, 12 customers');
    expect(out).toContain('partner-center: deployment can be read');
    expect(out).toMatch(/trend-micro: last success \d+ min ago, newest period 2/);
  });

  test.each([
    [
      'naver-cloud',
      { kind: 'body', status: 401, body: '{"error":{"errorCode":"210","message":"x"}}' },
      'CONSENT_REQUIRED',
      'scope',
    ],
    [
      'naver-cloud',
      { kind: 'body', status: 401, body: '{"error":{"errorCode":"200","message":"x"}}' },
      'CREDENTIALS_REJECTED',
      'Secret Key',
    ],
    ['trend-micro', { kind: 'status', status: 404 }, 'NOT_FOUND', 'version or baseUrl'],
    [
      'partner-center',
      { kind: 'body', path: '/oauth2/', status: 400, body: '{"error":"invalid_grant","error_codes":[700082]}' },
      'CONSENT_REQUIRED',
      'connect partner-center',
    ],
    [
      'line-works',
      { kind: 'body', path: '/token', status: 401, body: '{"error":"invalid_client"}' },
      'CREDENTIALS_REJECTED',
      'Private Key',
    ],
  ])('says what %s lacks: %o, %s', LONG, async (provider, kind, wanted, words) => {
    await fault(provider, kind);
    // Access tokens are kept as long as a process lives: where there are any it has to be another one.
    const asking = provider === 'partner-center' || provider === 'line-works' ? seatwatch : said;
    const { code, out } = await asking(['doctor', provider, '--json'], env());
    await fault(provider, null);
    expect(code).toBe(3);
    const { findings } = JSON.parse(out) as { findings: Array<{ state: string; code?: string; advice?: string }> };
    const ill = findings.filter(({ state }) => state === 'ill');
    expect(ill).toMatchObject([{ code: wanted, advice: expect.stringContaining(words) }]);
  });

  test('sees a clock that is off', LONG, async () => {
    const date = new Date(Date.now() + 7 * 60_000).toUTCString();
    await fault('trend-micro', { kind: 'status', status: 401, headers: { date } });
    const { out } = await asked('doctor', 'trend-micro');
    await fault('trend-micro', null);
    expect(out).toContain("this clock is 7 min behind the vendor's");
  });

  test('without a running Seatwatch uses up no refresh token', LONG, async () => {
    const nobody = { ...env(), PORT: '9', SEATWATCH_HOME: join(home, 'elsewhere') };
    const { code, out } = await said(['doctor', 'partner-center'], nobody);
    expect({ code, out }).toMatchObject({
      code: 3,
      out: expect.stringContaining('Nothing answers on http://localhost:9'),
    });
  });
});
