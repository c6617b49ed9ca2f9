/**
 * Figures as a list: the vendor's numbers in the dataset's order, then the unit where the dataset has no fixed one.
 * `false` stands for a name that was not sent, and nulls at the end are left out. Entitled, consumed and exceeded follow
 * from these numbers as a rule (Dataset.usual); where they do not, they stand before them as a list of their own. Such
 * lists are kept as JSON text: it holds every number exactly, in no more bytes than DynamoDB's own lists, and costs a
 * fraction to read.
 */
import type { Dataset } from '../dataset.ts';
import { exceededSeats, type Figures, type Reported } from '../usage.ts';

type Ours = readonly [entitled: number | null, consumed: number | null, exceeded: number | null];
export type Stored = number | string | null | false | Ours;

const numberOf = (value: Stored | undefined): number | null => (typeof value === 'number' ? value : null);

/** Entitled, consumed and exceeded, where the vendor's numbers tell. */
function usualOf({ measure, usual }: Dataset, reported: Reported): Ours {
  const { consumed: names } = usual;
  const entitled = usual.entitled === null ? null : (reported[usual.entitled] ?? null);
  const consumed = reported[names.find((name) => reported[name] !== undefined) ?? ''] ?? null;
  const byVendor = usual.exceeded === null ? null : (reported[usual.exceeded] ?? null);
  return [entitled, consumed, exceededSeats(measure, entitled, consumed, byVendor)];
}

export function encodeFigures(dataset: Dataset, { unit, entitled, consumed, exceeded, reported }: Figures): Stored[] {
  const list: Stored[] = dataset.reported.map((name) => reported[name] ?? (reported[name] === null ? null : false));
  if (dataset.unit === null) list.push(unit);
  while (list.at(-1) === null) list.pop();
  const usual = usualOf(dataset, reported);
  const isUsual = entitled === usual[0] && consumed === usual[1] && exceeded === usual[2];
  return isUsual ? list : [[entitled, consumed, exceeded], ...list];
}

/** The same as JSON text: a list of few numbers takes JSON.stringify twice as long. */
export function figuresText(dataset: Dataset, figures: Figures): string {
  let text = '';
  for (const value of encodeFigures(dataset, figures)) {
    text += `${text === '' ? '[' : ','}${typeof value === 'number' ? value : JSON.stringify(value)}`;
  }
  return text === '' ? '[]' : `${text}]`;
}

/** As many bytes as the list takes as text at most: up to 25 a number, 6 for what is no number, 6 a character. */
export function bytesOfFigures(dataset: Dataset, { unit, entitled, consumed, exceeded, reported }: Figures): number {
  let bytes = 10 + 6 * (unit?.length ?? 0);
  for (const value of [entitled, consumed, exceeded]) bytes += bytesOf(value);
  for (const name of dataset.reported) bytes += bytesOf(reported[name]);
  return bytes;
}

/** With the comma. */
const bytesOf = (value: number | null | undefined): number => (typeof value === 'number' ? 25 : 6);

export function decodeFigures(dataset: Dataset, list: readonly Stored[]): Figures {
  const [first] = list;
  const own = Array.isArray(first) ? (first as Ours) : null;
  const from = own ? 1 : 0;
  const reported: Record<string, number | null> = {};
  dataset.reported.forEach((name, index) => {
    const value = list[from + index];
    if (value !== false) reported[name] = numberOf(value);
  });
  const [entitled, consumed, exceeded] = own ?? usualOf(dataset, reported);
  const unit = dataset.unit ?? list[from + dataset.reported.length];
  return { unit: typeof unit === 'string' ? unit : null, entitled, consumed, exceeded, reported };
}

/** The first that differs: of the vendor's numbers, else of ours, else the unit. */
export const differenceOf = ({ reported }: Dataset, a: Figures, b: Figures): string =>
  reported.find((name) => a.reported[name] !== b.reported[name]) ??
  (['entitled', 'consumed', 'exceeded'] as const).find((name) => a[name] !== b[name]) ??
  'unit';

/** Same numbers and unit; the spelling under which the vendor sent a number is no difference. */
export function sameFigures(dataset: Dataset, a: Figures, b: Figures): boolean {
  if (a.entitled !== b.entitled || a.consumed !== b.consumed || a.exceeded !== b.exceeded || a.unit !== b.unit) {
    return false;
  }
  const numbers = ({ reported }: Figures): Array<number | null> =>
    dataset.reported.flatMap((name) => reported[name] ?? (reported[name] === null ? [null] : []));
  const [left, right] = [numbers(a), numbers(b)];
  return left.length === right.length && left.every((value, index) => value === right[index]);
}
