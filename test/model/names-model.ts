/** The model of names and labels: those of the newest record of a series. */
import type { Labels } from '../../lib/usage.ts';
import type { LedgerModel } from './ledger-model.ts';
import type { Sheet } from './sheet.ts';

export function newestNames(sheet: Sheet, series: string): readonly [Labels | undefined, string | null | undefined] {
  const records = sheet.series.get(series)?.records;
  const newest = [...(records?.keys() ?? [])].toSorted().at(-1) ?? '';
  const record = records?.get(newest);
  return [record?.labels, record?.productName];
}

export const isUnnamed = (
  model: LedgerModel,
  { dataset, customerId, series }: { readonly dataset: string; readonly customerId: string; readonly series: string },
): boolean => model.sheets.get(`${dataset}#${customerId}`)?.series.get(series)?.unnamed ?? false;
