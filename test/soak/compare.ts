/** Holds what the ledger answers against what its vendor has shown, and messages against what is over. */
import { expect } from 'vitest';
import type { ProviderId } from '../../lib/usage.ts';
import { collectAll } from '../../lib/ledger/client.ts';
import { pendingOf, toldOf } from '../../lib/ledger/told.ts';
import { inOrder } from '../model/in-order.ts';
import { observedCoverage, observedCorrections, observedOverages, observedRecords } from '../model/observed.ts';
import { overagesOf } from '../model/overages-model.ts';
import type { Year } from './year.ts';

export async function compareRecords({ table, model, now }: Year, provider: ProviderId): Promise<number> {
  const expected = [...model.sheets.values()].flatMap(({ name, customerId, series }) =>
    [...series].flatMap(([id, { records }]) =>
      [...records].map(([period, { figures }]) => {
        const { unit, entitled, consumed, exceeded } = figures;
        return { dataset: name, customerId, series: id, period, unit, entitled, consumed, exceeded };
      }),
    ),
  );
  const records = await observedRecords(table, provider, now());
  const actual = records.map(({ dataset, customerId, series, period, unit, entitled, consumed, exceeded }) => ({
    dataset,
    customerId,
    series,
    period,
    unit,
    entitled,
    consumed,
    exceeded,
  }));
  expect(inOrder(actual)).toEqual(inOrder(expected));
  return actual.length;
}

/** One a change, of what it was to what it became; when it was noticed depends on the faults. */
export async function compareCorrections({ table, model }: Year, provider: ProviderId): Promise<number> {
  const expected = [...model.sheets.values()].flatMap(({ name, customerId, corrections }) =>
    corrections.map(({ series, period, before, after }) => ({
      dataset: name,
      customerId,
      series,
      period,
      before: before.consumed,
      after: after?.consumed ?? null,
    })),
  );
  const actual = (await observedCorrections(table, provider)).map(
    ({ dataset, customerId, series, period, ...one }) => ({
      dataset,
      customerId,
      series,
      period,
      before: one.before.consumed,
      after: one.after?.consumed ?? null,
    }),
  );
  expect(inOrder(actual)).toEqual(inOrder(expected));
  return actual.length;
}

export async function compareOverages({ table, model, now }: Year, provider: ProviderId): Promise<number> {
  const expected = inOrder(overagesOf(model, now()));
  const { indexed, beside } = await observedOverages(table, provider);
  const plainly = (all: typeof indexed) =>
    inOrder(
      all.map(({ dataset, customerId, id: series, since, until, peak, asOf, exceeded }) => ({
        dataset,
        customerId,
        series,
        until,
        since,
        peak,
        asOf,
        exceeded,
      })),
    );
  expect(plainly(indexed)).toEqual(expected);
  expect(plainly(beside)).toEqual(expected);
  return expected.length;
}

/** Nothing that was shown counts as missing or failed. */
export async function compareCoverage({ table, model, now }: Year, provider: ProviderId, depth: number | null) {
  const coverage = await observedCoverage(table, provider, now(), depth);
  const stored = new Set(
    [...model.sheets.values()].flatMap((sheet) =>
      sheet.dataset.span.kind === 'snapshot'
        ? []
        : [...sheet.periods()].map((period) => `${sheet.name}#${sheet.customerId}#${period}`),
    ),
  );
  const open = coverage.filter(({ state }) => state === 'missing' || state === 'failed');
  const wrong = open.filter(({ dataset, customerId, period }) => stored.has(`${dataset}#${customerId}#${period}`));
  expect(wrong).toEqual([]);
}

/** What is over was told, nothing waits, and no message arrived twice unless its sender could not know. */
export async function compareMessages({ table, sent, doubtful }: Year, provider: ProviderId): Promise<number> {
  expect(await collectAll(pendingOf(table, provider))).toEqual([]);
  const { indexed } = await observedOverages(table, provider);
  const open = indexed.filter(({ until }) => until === null).map(seriesOf);
  const last = (await collectAll(toldOf(table, provider))).map(({ message }) => message);
  const told = last.filter(({ kind }) => kind !== 'closed').map(seriesOf);
  expect(told.toSorted()).toEqual(open.toSorted());
  const ids = sent.map(({ id }) => id);
  const doubled = ids.filter((id, index) => ids.indexOf(id) !== index && !doubtful.has(id));
  expect(doubled).toEqual([]);
  return new Set(ids).size;
}

const seriesOf = ({ dataset, customer, series }: Record<'dataset' | 'customer' | 'series', string>): string =>
  `${dataset}#${customer}#${series}`;
