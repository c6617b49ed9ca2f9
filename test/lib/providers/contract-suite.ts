/** What every provider must do, whatever its vendor does: called once by each provider's own test. */
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Account, Customer, Session } from '../../../lib/provider.ts';
import { datasetContract } from './contract-dataset.ts';
import { FATAL } from './faults.ts';
import { accountOf } from './open.ts';
import { type ProviderBench, type Rig, rigOf } from './rig.ts';

export function providerContract<C extends Account, S extends Session, Reply>(
  name: string,
  bench: ProviderBench<C, S, Reply>,
): void {
  const { provider, customersPath } = bench;
  let rig: Rig<S, Reply>;
  let listed: readonly Customer[] = [];

  describe(`${name} keeps the contract of a provider`, () => {
    beforeAll(async () => {
      rig = await rigOf(bench);
      listed = await rig.customers();
    });
    beforeEach(() => {
      rig.running.clearFaults();
      rig.running.forget();
      rig.tamper = null;
    });
    afterAll(() => rig.running.close());

    test('has a bench for each of its datasets', () => {
      expect(Object.keys(bench.datasets).toSorted()).toEqual(Object.keys(provider.datasets).toSorted());
      expect(customersPath === undefined).toBe(provider.customers === undefined);
    });

    describe('credentials', () => {
      test('call their account "default" unless it has a name, and leave unknown fields out', () => {
        const { account: _, ...unnamed } = shownAccount(rig.running.secret);
        const parsed = v.parse(provider.credentials, { ...unnamed, colour: 'blue' });
        expect(parsed).toMatchObject({ account: 'default' });
        expect(parsed).not.toHaveProperty('colour');
        expect(v.parse(provider.credentials, { ...unnamed, account: 'second' })).toMatchObject({ account: 'second' });
        expect(v.is(provider.credentials, { ...unnamed, account: '' })).toBe(false);
      });

      test('that are mis-shaped are refused by the name of the field, without its value', () => {
        const account = shownAccount(rig.running.secret);
        for (const field of Object.keys(account)) {
          for (const wrong of [{ hidden: 'opensesame' }, /url$/i.test(field) ? 'opensesame' : 42]) {
            const { issues = [] } = v.safeParse(provider.credentials, { ...account, [field]: wrong });
            const shown = issues.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`).join('; ');
            expect(shown).toContain(field);
            expect(shown).not.toContain('opensesame');
          }
        }
        expect(v.is(provider.credentials, {})).toBe(false);
        const { issues = [] } = v.safeParse(provider.credentials, 'opensesame');
        expect(issues.map((issue) => issue.message).join()).toMatch(/^(?!.*opensesame)./);
      });
    });

    describe.runIf(customersPath)('its customer list', () => {
      test('holds each customer once, under a text id', () => {
        expect(listed.length).toBeGreaterThan(0);
        expect(new Set(listed.map((customer) => customer.id)).size).toBe(listed.length);
        expect(listed.filter((customer) => typeof customer.id !== 'string' || customer.id === '')).toEqual([]);
      });

      test.each(FATAL)('is not taken from a vendor %s', async (_, fault, code) => {
        rig.running.fault({ ...fault, path: customersPath ?? '' });
        expect(await rig.failing(rig.customers())).toHaveProperty('code', code);
      });
    });

    describe.each(Object.keys(bench.datasets))('its dataset %s', (dataset) => {
      datasetContract(dataset, bench, () => ({ rig, listed }));
    });
  });
}

const shownAccount = (secret: unknown): Record<string, unknown> => accountOf(secret) as Record<string, unknown>;
