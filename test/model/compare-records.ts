/** Holds the records and corrections that are answered against the model's. */
import { expect } from 'vitest';
import { instant } from '../../lib/calendar.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { inOrder } from './in-order.ts';
import { isUnnamed, newestNames } from './names-model.ts';
import { observedCorrections, observedReach, observedRecords } from './observed.ts';
import type { Rig } from './rig.ts';
import type { ModelFigures, Sheet } from './sheet.ts';

/** A spelling of a name is no difference; which one was sent first is not the model's business. */
const plain = ({ unit, entitled, consumed, exceeded, reported }: ModelFigures) => ({
  unit,
  entitled,
  consumed,
  exceeded,
  reported: Object.values(reported),
});

export async function compareRecords({ table, model, now }: Rig, provider: ProviderId): Promise<void> {
  const expected = [...model.sheets.values()].flatMap((sheet) =>
    [...sheet.series].flatMap(([series, { records, unnamed }]) =>
      [...records].map(([period, { figures, observedAt }]) => ({
        dataset: sheet.name,
        customerId: sheet.customerId,
        series,
        period,
        ...plain(figures),
        observedAt: instant(observedAt),
        corrections: sheet.corrections.filter((one) => one.series === series && one.period === period).length,
        final: model.isFinal(sheet, waveIn(sheet, series), period, now),
        names: unnamed ? null : namesOf(sheet, series),
      })),
    ),
  );
  const records = await observedRecords(table, provider, now);
  const actual = records.map((record) => ({
    dataset: record.dataset,
    customerId: record.customerId,
    series: record.series,
    period: record.period,
    ...plain(record),
    observedAt: record.observedAt,
    corrections: record.corrections,
    final: record.final,
    names: isUnnamed(model, record) ? null : JSON.stringify([record.labels, record.productName]),
  }));
  expect(inOrder(actual)).toEqual(inOrder(expected));
}

const waveIn = (sheet: Sheet, series: string): string => {
  const one = sheet.series.get(series);
  return one ? sheet.waveOf(one) : '';
};

function namesOf(sheet: Sheet, series: string): string {
  const [labels, productName] = newestNames(sheet, series);
  return JSON.stringify([labels, productName ?? sheet.series.get(series)?.productId]);
}

export async function compareCorrections({ table, model }: Rig, provider: ProviderId): Promise<void> {
  const expected = [...model.sheets.values()].flatMap((sheet) =>
    sheet.corrections.map(({ series, period, before, after, observedAt, correctedAt }) => ({
      dataset: sheet.name,
      customerId: sheet.customerId,
      series,
      period,
      before: plain(before),
      after: after && plain(after),
      observedAt: instant(observedAt),
      correctedAt: instant(correctedAt),
    })),
  );
  const actual = (await observedCorrections(table, provider)).map((one) => ({
    dataset: one.dataset,
    customerId: one.customerId,
    series: one.series,
    period: one.period,
    before: plain(one.before),
    after: one.after && plain(one.after),
    observedAt: one.observedAt,
    correctedAt: one.correctedAt,
  }));
  expect(inOrder(actual)).toEqual(inOrder(expected));
}

export async function compareReach({ table, model }: Rig, provider: ProviderId): Promise<void> {
  const expected = [...model.sheets.values()].map((sheet) => {
    const periods = [...sheet.periods()].toSorted();
    const [first, newest] = [periods[0] ?? null, periods.at(-1) ?? null];
    return { dataset: sheet.name, customerId: sheet.customerId, first, newest };
  });
  expect(inOrder(await observedReach(table, provider))).toEqual(inOrder(expected));
}
