/** Holds the rows of a window against what their dataset declares. */
import { isDay, isMonth } from '../../../lib/calendar.ts';
import type { Dataset } from '../../../lib/dataset.ts';
import type { Reading, Rejection } from '../../../lib/provider.ts';
import type { Measure } from '../../../lib/usage.ts';

export const readingsOf = (rows: ReadonlyArray<Reading | Rejection>): Reading[] =>
  rows.filter((row): row is Reading => !('rejected' in row));

/** What is wrong with these rows, by the names of their fields; empty when all is well. */
export const flawsOf = (rows: ReadonlyArray<Reading | Rejection>, dataset: Dataset): string[] =>
  rows.flatMap((row) => ('rejected' in row ? flawsOfRejection(row) : flawsOfReading(row, dataset)));

const isText = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';

function flawsOfRejection(row: Rejection): string[] {
  return named({
    position: isText(row.position),
    field: isText(row.field),
    problem: isText(row.problem),
    customerId: row.customerId === null || isText(row.customerId),
  });
}

function flawsOfReading(row: Reading, dataset: Dataset): string[] {
  const reported = Object.entries(row.reported);
  return named({
    customerId: isText(row.customerId),
    customerName: isTextOrNull(row.customerName),
    productId: isText(row.productId),
    productName: isTextOrNull(row.productName),
    period: dataset.grain === 'day' ? isDay(row.period) : isMonth(row.period),
    'names of labels': same(Object.keys(row.labels), dataset.labels),
    labels: Object.values(row.labels).every(isTextOrNull),
    unit: dataset.unit === null ? isTextOrNull(row.unit) : row.unit === dataset.unit,
    entitled: isCount(row.entitled, dataset.measure),
    consumed: isCount(row.consumed, dataset.measure),
    exceeded: dataset.measure === 'seats' ? isCount(row.exceeded, 'seats') : row.exceeded === null,
    'names of reported': reported.every(([name]) => dataset.reported.includes(name)),
    reported: reported.every(([, value]) => value === null || Number.isFinite(value)),
  });
}

/** Seats and people are whole; quantities need not be. Both are never negative. */
const isCount = (value: number | null, measure: Measure): boolean =>
  value === null || (value >= 0 && (measure === 'metered' ? Number.isFinite(value) : Number.isSafeInteger(value)));

const same = (some: readonly string[], others: readonly string[]): boolean =>
  some.toSorted().join() === others.toSorted().join();

const named = (checks: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(checks).flatMap(([name, good]) => (good ? [] : [name]));
