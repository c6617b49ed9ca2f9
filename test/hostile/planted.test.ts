/**
 * The whole product on one machine with marked secrets, through every way of failing: afterwards they are looked for in
 * everything that it left on the disk, printed or answered. Only the file of the provider itself may hold them.
 */
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CATALOGUE } from '../../infra/local/vendors/faults/catalogue.ts';
import type { Fault } from '../../infra/local/vendors/faults/fault.ts';
import { addDays, dayIn } from '../../lib/calendar.ts';
import { PROVIDER_IDS, type ProviderId } from '../../lib/usage.ts';
import { pause, type Product } from '../e2e/product.ts';
import { isWhole } from '../support/attack.ts';
import { leaked } from './marks.ts';
import { entriesIn, filesIn } from './planted/places.ts';
import { type Site, siteOf } from './planted/site.ts';
import { plant, type Planted } from './planted/vendors.ts';

const LONG = { timeout: isWhole ? 3_600_000 : 120_000 };
/** These wait for limits of time or fill memory; what they end in, others end in too. */
const TOO_LONG = /^(endless-list|slow-headers|slow-body|dripping-body|gzip-bomb)$/;
const TARGETS =
  '/ /config.json /healthz /v1/openapi.json /v1/usage /v1/usage?format=csv /v1/overages?state=all /v1/customers ' +
  '/v1/providers /v1/coverage /v1/corrections /v1/runs /v1/runs?provider=nobody /v1/nowhere';

const day = addDays(dayIn('UTC', new Date()), -40);
let planted: Planted[];
let site: Site;
let product: Product;
/** What was answered in the course of it. */
const answered: string[] = [];
let runs = 0;

beforeAll(async () => {
  planted = (await Promise.all(PROVIDER_IDS.map(plant))).flat();
  site = await siteOf(planted);
});
afterAll(() => site.close());

const vendorsOf = (provider: ProviderId): Planted[] => planted.filter((one) => one.provider === provider);

/** One run, after which everything is as before but for what it left. */
async function failing(provider: ProviderId, arrange: (one: Planted) => void): Promise<void> {
  for (const one of vendorsOf(provider)) arrange(one);
  await site.collect(provider, day);
  runs++;
  for (const one of vendorsOf(provider)) {
    one.repeat(null);
    one.running.clearFaults();
  }
  site.repair(provider);
}

async function meetAllFaults(provider: ProviderId): Promise<void> {
  for (const { name, at } of CATALOGUE) {
    const faults: readonly Fault[] | string = at[provider];
    if (typeof faults === 'string' || TOO_LONG.test(name)) continue;
    await failing(provider, ({ running }) => faults.forEach((fault) => running.fault(fault)));
  }
}

async function meetRepetition(provider: ProviderId): Promise<void> {
  const statuses = isWhole ? [200, 307, 400, 401, 403, 404, 410, 429, 500] : [400];
  for (const at of ['data', 'sign-in'] as const) {
    if (at === 'sign-in' && !vendorsOf(provider).some(({ given }) => given.length > 0)) continue;
    for (const status of statuses) await failing(provider, (one) => one.repeat({ at, status }));
  }
}

async function haveWrongSecrets(provider: ProviderId): Promise<void> {
  const accounts = vendorsOf(provider).map((one) => one.account());
  const text = JSON.stringify(accounts);
  const nested = accounts.map((one) =>
    Object.fromEntries(Object.entries(one).map(([name, value]) => [name, { hidden: value }])),
  );
  const twice = accounts.map((one) => ({ ...one, account: 'same' }));
  const swapped = accounts.map((one) => ({ ...one, baseUrl: Object.values(one)[1] }));
  const wrong = [text.slice(0, -2), JSON.stringify(text), JSON.stringify(nested)];
  const more = [`${text}${text}`, JSON.stringify([...twice, ...twice]), JSON.stringify(swapped)];
  for (const value of [...wrong, ...more]) {
    site.putSecret(provider, value);
    await failing(provider, () => undefined);
  }
}

test('it runs, and meets every fault of every vendor', LONG, async () => {
  product = site.start(isWhole ? [] : ['--no-collect']);
  await product.printed(isWhole ? 'Ctrl-C stops' : 'Seatwatch answers');
  await Promise.all(
    PROVIDER_IDS.map(async (provider) => {
      if (provider === 'line-works') await site.collect(provider, day);
      await meetRepetition(provider);
      if (isWhole) await meetAllFaults(provider);
      if (isWhole) await haveWrongSecrets(provider);
    }),
  );
  answered.push(await site.answers(TARGETS.split(' ')));
  expect(runs).toBeGreaterThan(planted.length - 1);
  console.log(`${runs} runs with faults, repeated secrets and wrong ones`);
});

test('it is killed in the middle of a run', LONG, async () => {
  const vendor = vendorsOf('line-works')[0]?.running;
  const before = vendor?.requests.length ?? 0;
  vendor?.fault({ kind: 'slow-headers', path: '/usages', ms: 60_000 });
  const cut = site.collect('line-works', day).catch(() => undefined);
  while ((vendor?.requests.length ?? 0) < before + 3) await pause(20);
  await product.end('SIGKILL');
  await cut;
  vendor?.clearFaults();
  expect(await product.ended).toEqual([null, 'SIGKILL']);
});

test.runIf(isWhole)('it is started again without the secret of one vendor', LONG, async () => {
  // What was read of the real vendor is put aside.
  site.putSecret('naver-cloud', null);
  product = site.start(['--no-collect']);
  await product.printed('Seatwatch answers');
  answered.push(await site.answers(TARGETS.split(' ')));
  expect(await product.end('SIGTERM')).toEqual([0, null]);
});

test('and nothing but the secrets themselves holds anything secret', LONG, async () => {
  const marks = PROVIDER_IDS.flatMap(site.marksOf);
  const files = filesIn(site.folder);
  const ledger = await entriesIn(join(site.folder, 'home/ledger'));
  const told = [...answered, site.printed()].join('\n');
  // The search is made where there is something to be found.
  for (const place of [ledger, told]) expect(place).toContain('Company 10000001');
  expect(ledger.includes('Seatwatch-naver-cloud-real')).toBe(isWhole);
  expect(files.get(join(site.folder, 'home/seatwatch.log'))).toContain('CREDENTIALS_REJECTED');
  expect(files.get(join(site.folder, 'secrets/line-works.json'))).toContain('MARK');

  const found: Record<string, string[]> = { answers: leaked(told, marks), ledger: leaked(ledger, marks) };
  for (const [path, text] of files) {
    const owner = PROVIDER_IDS.find((id) => path === join(site.folder, 'secrets', `${id}.json`));
    const foreign = owner ? PROVIDER_IDS.filter((id) => id !== owner).flatMap(site.marksOf) : marks;
    found[relative(site.folder, path)] = leaked(text, foreign);
  }
  console.log(`${marks.length} secrets looked for in ${files.size} files, the ledger and all answers`);
  expect(Object.entries(found).filter(([, marksThere]) => marksThere.length > 0)).toEqual([]);
});
