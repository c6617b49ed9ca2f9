/** Holds what is answered as covered, and what a tick asked for, against the model's. */
import { expect } from 'vitest';
import { periods } from '../../lib/calendar.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { coverageOf, type ModelCoverage } from './coverage-model.ts';
import type { Due } from './due.ts';
import { inOrder } from './in-order.ts';
import { isByCustomer } from './ledger-model.ts';
import { observedCoverage, observedRecords } from './observed.ts';
import type { Rig } from './rig.ts';
import type { Shown } from './shown.ts';

export async function compareCoverage(
  { table, model, now }: Rig,
  provider: ProviderId,
  depth: number | null,
): Promise<void> {
  // What a reading under one scope says of whoever was seen under another is nobody's promise.
  const isDoubtful = (name: string): boolean => {
    const dataset = model.datasets[name];
    const scopes = new Set(model.attempts.flatMap(({ shown }) => (shown.dataset === name ? shown.scope : [])));
    return dataset !== undefined && !isByCustomer(dataset) && scopes.size > 1;
  };
  const expected = coverageOf(model, now, depth).filter((one) => !isDoubtful(one.dataset));
  const codes = new Map(expected.map((one) => [`${one.dataset}#${one.customerId}#${one.period}`, one.codes]));
  const all = await observedCoverage(table, provider, now, depth);
  const actual = all
    .filter((one) => !isDoubtful(one.dataset))
    .map(({ customerId, dataset, period, state, code }) => {
      const known = codes.get(`${dataset}#${customerId}#${period}`) ?? [];
      return {
        customerId,
        dataset,
        period,
        state,
        isCode: code === null ? known.length === 0 : known.some((one) => one === code),
      };
    });
  expect(inOrder(actual)).toEqual(
    inOrder(
      expected.map(({ customerId, dataset, period, state }) => ({ customerId, dataset, period, state, isCode: true })),
    ),
  );
}

/** A whole tick asked for everything due and for nothing that has to wait. */
export function compareDue(shown: readonly Shown[], { must, mayNot }: Due, datasets: Rig['model']['datasets']): void {
  const asked = new Set(
    shown.flatMap((one) => {
      if (one.what === 'list') return [];
      const dataset = datasets[one.dataset];
      const isDays = dataset?.span.kind === 'days';
      const units = isDays
        ? [...periods(one.from, one.to)]
        : [dataset?.history === null ? 'now' : one.from.slice(0, 7)];
      const customers = one.customers?.map(({ id }) => id) ?? [''];
      return customers.flatMap((customer) => units.map((unit) => `${one.dataset}#${customer}#${unit}`));
    }),
  );
  expect({
    forgotten: [...must].filter((unit) => !asked.has(unit)),
    hasty: [...mayNot].filter((unit) => asked.has(unit)),
  }).toEqual({ forgotten: [], hasty: [] });
}

/** Which periods count as stored, by dataset and customer. */
export const coveredIn = (coverage: ReadonlyArray<Omit<ModelCoverage, 'codes'>>): Set<string> =>
  new Set(
    coverage
      .filter(({ state }) => state === 'observed' || state === 'provisional')
      .map(({ dataset, customerId, period }) => `${dataset}#${customerId}#${period}`),
  );

/** A run that died has left no period as covered of which it had not stored the records. */
export async function compareKilled(
  { table, model, now }: Rig,
  provider: ProviderId,
  depth: number | null,
  before: ReadonlySet<string>,
): Promise<void> {
  const covered = coveredIn(await observedCoverage(table, provider, now, depth));
  const fresh = new Set([...covered].filter((one) => !before.has(one)));
  // A list's day covers all that the list held, whatever days it was of.
  const lists = new Set([...fresh].map((one) => one.slice(0, one.lastIndexOf('#'))));
  const isFresh = (dataset: string, customer: string, period: string): boolean =>
    model.datasets[dataset]?.span.kind === 'snapshot'
      ? lists.has(`${dataset}#${customer}`)
      : fresh.has(`${dataset}#${customer}#${period}`);
  const expected = [...model.sheets.values()].flatMap(({ name, customerId, series }) =>
    [...series].flatMap(([id, { records }]) =>
      [...records]
        .filter(([period]) => isFresh(name, customerId, period))
        .map(([period, { figures }]) => `${name}#${customerId}#${period}#${id}#${figures.consumed}`),
    ),
  );
  const actual = (await observedRecords(table, provider, now))
    .filter((one) => isFresh(one.dataset, one.customerId, one.period))
    .map((one) => `${one.dataset}#${one.customerId}#${one.period}#${one.series}#${one.consumed}`);
  expect(actual.toSorted()).toEqual(expected.toSorted());
}
