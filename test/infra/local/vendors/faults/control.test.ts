import { expect, onTestFinished, test } from 'vitest';
import { type RunningVendor, serve, type SimulatedVendor } from '../../../../../infra/local/vendors/simulator.ts';
import { CATALOGUE } from '../../../../../infra/local/vendors/faults/catalogue.ts';
import { PROVIDER_IDS } from '../../../../../lib/usage.ts';

/** Answers every request with the same list. */
async function small(changes: Partial<SimulatedVendor> = {}): Promise<RunningVendor> {
  const vendor = await serve({
    id: 'trend-micro',
    secret: () => ({}),
    answer: () => ({ status: 200, body: JSON.stringify({ rows: [{ id: 1 }, { id: 2 }] }) }),
    throttled: () => ({ status: 429, headers: { 'retry-after': '7' }, body: 'slowly' }),
    ...changes,
  });
  onTestFinished(() => vendor.close());
  return vendor;
}

const post = (vendor: RunningVendor, fault: object): Promise<Response> =>
  fetch(`${vendor.origin}/_faults`, { method: 'POST', body: JSON.stringify(fault) });

test('a person switches a fault on by its name, sees it, and ends it', async () => {
  const vendor = await small();
  expect((await post(vendor, { fault: 'throttled', path: '/any' })).status).toBe(204);
  expect((await fetch(`${vendor.origin}/any`)).status).toBe(429);
  const { active } = (await (await fetch(`${vendor.origin}/_faults`)).json()) as { active: object[] };
  expect(active).toEqual([{ kind: 'throttle', path: '/any' }]);
  await fetch(`${vendor.origin}/_faults`, { method: 'DELETE' });
  expect((await fetch(`${vendor.origin}/any`)).status).toBe(200);
});

test('the list of faults says what each is at this vendor, or why it cannot happen', async () => {
  const vendor = await small();
  const { catalogue } = (await (await fetch(`${vendor.origin}/_faults`)).json()) as { catalogue: object[] };
  expect(catalogue).toHaveLength(CATALOGUE.length);
  expect(catalogue).toContainEqual(expect.objectContaining({ fault: 'cut-short', faults: [expect.anything()] }));
  expect(catalogue).toContainEqual(expect.objectContaining({ fault: 'mfa-missing', impossible: expect.any(String) }));
});

test.each([
  [{ fault: 'no such fault' }, /no fault has this name/],
  [{ fault: 'mfa-missing' }, /cannot happen here/],
  [{ kind: 'explode' }, /kind/],
  ['text', /no JSON object/],
])('a fault that is none is refused: %j', async (body, problem) => {
  const vendor = await small();
  const answer = await post(vendor, body as object);
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(problem)]);
  expect(await (await fetch(`${vendor.origin}/any`)).text()).toContain('rows');
});

test('every fault has one name and something to say about each vendor', () => {
  expect(new Set(CATALOGUE.map(({ name }) => name)).size).toBe(CATALOGUE.length);
  for (const { name, about, at } of CATALOGUE) {
    expect(about).toMatch(/\w+ \w+/);
    for (const provider of PROVIDER_IDS)
      expect([name, provider, at[provider].length > 0]).toEqual([name, provider, true]);
    expect(PROVIDER_IDS.some((provider) => typeof at[provider] !== 'string')).toBe(true);
  }
});

test('clearing the faults puts the clock of the vendor right again', async () => {
  const clock: number[] = [];
  const vendor = await small({ setClock: (seconds) => clock.push(seconds) });
  vendor.fault({ fault: 'clock-ahead' });
  await fetch(`${vendor.origin}/any`);
  vendor.clearFaults();
  expect(clock).toEqual([3600, 0]);
});

test('a fault can be drawn for each request', async () => {
  const vendor = await small();
  vendor.drawFaults(({ target }) => (target.includes('2') ? { kind: 'status', status: 503 } : undefined));
  const statuses = await Promise.all(['1', '2', '3'].map(async (n) => (await fetch(`${vendor.origin}/${n}`)).status));
  expect(statuses).toEqual([200, 503, 200]);
  vendor.drawFaults(null);
  expect((await fetch(`${vendor.origin}/2`)).status).toBe(200);
});
