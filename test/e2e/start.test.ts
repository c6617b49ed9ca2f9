/** The whole product on one machine: started, read, killed, stopped and started again. */
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dayIn } from '../../lib/calendar.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { addsUp, type Run } from './answers.ts';
import { ask, readAll, readExport } from './ask.ts';
import { ledgerOf, tellingOf } from './line-works-telling.ts';
import { freePort, pause, type Product, type ProductOptions, startProduct } from './product.ts';
import { routesAnswer } from './reading.ts';

const LONG = { timeout: 90_000 };
const DONE = 'Ctrl-C stops';
/** The last words: no complaint after them. */
const STOPPED = /\nStopping …\n(?:Stopped\b.*\n)?$/;
const today = dayIn('UTC', new Date());
/** Days whose records stay as they are, however the tests lie to midnight. */
const RANGE = `from=${addDays(today, -360)}&to=${addDays(today, -40)}`;

let folder: string;
let port: number;
/** The one that runs now. */
let product: Product;
let runs: Run[];
let usage: string;
const started: Product[] = [];

function start(options: Partial<ProductOptions> = {}): Product {
  const made = startProduct({ home: join(folder, 'home'), secrets: join(folder, 'secrets'), port, ...options });
  started.push(made);
  return made;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seatwatch-start-'));
  await mkdir(join(folder, 'secrets'));
  port = await freePort();
});

afterAll(async () => {
  await Promise.all(started.map((one) => one.end('SIGKILL')));
  await rm(folder, { recursive: true });
});

async function isReadable(provider: string): Promise<boolean> {
  const answer = await ask(port, `/v1/usage?provider=${provider}&limit=1`).catch(() => null);
  return answer?.status === 200 && (JSON.parse(answer.text) as { items: unknown[] }).items.length > 0;
}

test('says how it is used, and does nothing else', LONG, async () => {
  const help = start({ args: ['--help'] });
  expect(await help.ended).toEqual([0, null]);
  expect(help.output()).toContain('npm start -- [options]');
  expect(help.output()).toContain('SEATWATCH_HOME');
  expect(await readdir(folder)).toEqual(['secrets']);
});

test('an empty folder is filled at once, provider by provider', LONG, async () => {
  const begun = performance.now();
  const seconds = (): string => ((performance.now() - begun) / 1000).toFixed(1);
  product = start();
  const answers = product.printed(`http://localhost:${port}`).then(seconds);
  for (const provider of PROVIDER_IDS) {
    while (!(await isReadable(provider))) await pause(100);
  }
  expect(product.output()).toContain('Simulated');
  console.log(`npm start: answers after ${await answers} s, all four providers readable after ${seconds()} s`);
});

test('killed in the middle of its first collection it goes on at the next start', LONG, async () => {
  // LINE WORKS has the most to tell: the others are done when it is halfway.
  do {
    runs = await readAll<Run>(port, '/v1/runs');
  } while (runs.filter(({ status }) => status === 'running').length > 1);
  expect(runs.find(({ provider }) => provider === 'line-works')?.status).toBe('running');
  await product.end('SIGKILL');
  const begun = performance.now();
  product = start();
  await product.printed(DONE);
  console.log(
    `npm start after a kill: everything collected after ${((performance.now() - begun) / 1000).toFixed(1)} s`,
  );
});

test('prints the address and what it collected', () => {
  expect(product.output()).toContain(`Open http://localhost:${port}`);
  for (const provider of PROVIDER_IDS) {
    expect(product.output()).toMatch(new RegExp(`^ +${provider} +simulated +\\d[\\d,]* +\\d[\\d,]* +\\d+ +\\d+$`, 'm'));
  }
});

test('holds what the vendor tells, as if it had never been killed', LONG, async () => {
  const until = addDays(today, -7);
  const told = tellingOf(new Date(), until);
  const held = await ledgerOf(port, until);
  expect(told.size).toBeGreaterThan(6000);
  expect([...told].filter((line) => !held.has(line)).slice(0, 5)).toEqual([]);
  expect([...held].filter((line) => !told.has(line)).slice(0, 5)).toEqual([]);
});

routesAnswer(() => port);

test.each(['trend-micro', 'naver-cloud'])(
  'a request collects %s again, and nothing has changed',
  LONG,
  async (provider) => {
    const body = { provider, from: addDays(today, -50), to: addDays(today, -2) };
    const { status, text } = await ask(port, '/v1/runs', { method: 'POST', body });
    expect(status).toBe(202);
    const { runId } = JSON.parse(text) as { runId: string };
    const find = async (): Promise<Run | undefined> =>
      (await readAll<Run>(port, `/v1/runs?provider=${provider}`)).find((run) => run.runId === runId);
    let run = await find();
    while (run === undefined || run.status === 'running') {
      await pause(100);
      run = await find();
    }
    expect(run).toMatchObject({ status: 'complete', records: { changed: 0, rejected: 0, withdrawn: 0 }, failures: [] });
    expect(run.records.unchanged).toBeGreaterThan(40);
    expect(addsUp(run)).toBe(true);
  },
);

test('a second one on the same data is refused with the reason', LONG, async () => {
  const second = start({ bare: true, port: await freePort() });
  expect(await second.ended).toEqual([1, null]);
  expect(second.output()).toContain('already running');
  expect(second.output()).toContain(join(folder, 'home'));
  expect(second.output()).not.toMatch(/^ +at /m);
});

test('a second one on the same port is refused with the reason', LONG, async () => {
  const second = start({ bare: true, home: join(folder, 'other') });
  expect(await second.ended).toEqual([1, null]);
  expect(second.output()).toContain(`nothing was started on http://localhost:${port}`);
  expect(second.output()).toContain(`PORT=${port + 1}`);
  expect(second.output()).not.toMatch(/^ +at /m);
});

test('Ctrl-C stops it, and nothing of it stays behind', LONG, async () => {
  usage = await readExport(port, `/v1/usage?${RANGE}&format=ndjson`);
  runs = await readAll<Run>(port, '/v1/runs');
  const begun = performance.now();
  expect(await product.end('SIGINT')).toEqual([0, null]);
  expect(performance.now() - begun).toBeLessThan(8000);
  expect(product.output()).toMatch(STOPPED);
  expect(product.isGone()).toBe(true);
  await expect(ask(port, '/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('started again it goes on with the same data and repeats nothing', LONG, async () => {
  product = start();
  await product.printed(DONE);
  expect(usage.split('\n').length).toBeGreaterThan(5000);
  expect((await readExport(port, `/v1/usage?${RANGE}&format=ndjson`)) === usage).toBe(true);
  expect(await readAll<Run>(port, '/v1/runs')).toEqual(runs);
  // npm hands the signal on and waits.
  expect(await product.end('SIGTERM', 'first')).toEqual([0, null]);
  expect(product.output()).toMatch(STOPPED);
  expect(product.isGone()).toBe(true);
  await expect(ask(port, '/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('npm killed outright takes the server with it', LONG, async () => {
  const orphan = start({ args: ['--no-collect'], home: join(folder, 'orphan'), port: await freePort() });
  await orphan.printed('Seatwatch answers');
  await orphan.end('SIGKILL', 'first');
  const until = Date.now() + 10_000;
  while (!orphan.isGone() && Date.now() < until) await pause(100);
  expect(orphan.isGone()).toBe(true);
});
