/**
 * Figures as a list of numbers: entitled, consumed, exceeded, then the vendor's own in the dataset's order, then the
 * unit where the dataset has no fixed one. `false` stands for a name that was not sent. Such lists are kept as JSON
 * text: it holds every number exactly, in no more bytes than DynamoDB's own lists, and costs a fraction to read.
 */
import type { Dataset } from '../dataset.ts';
import type { Figures } from '../usage.ts';

export type Stored = number | string | null | false;

const numberOf = (value: Stored | undefined): number | null => (typeof value === 'number' ? value : null);

export function encodeFigures(dataset: Dataset, figures: Figures): Stored[] {
  const list: Stored[] = [figures.entitled, figures.consumed, figures.exceeded];
  for (const name of dataset.reported) {
    const value = figures.reported[name];
    list.push(value === undefined ? false : value);
  }
  if (dataset.unit === null) list.push(figures.unit);
  return list;
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
  const reported: Record<string, number | null> = {};
  dataset.reported.forEach((name, index) => {
    const value = list[3 + index];
    if (value !== undefined && value !== false) reported[name] = numberOf(value);
  });
  const unit = dataset.unit ?? list[3 + dataset.reported.length];
  return {
    unit: typeof unit === 'string' ? unit : null,
    entitled: numberOf(list[0]),
    consumed: numberOf(list[1]),
    exceeded: numberOf(list[2]),
    reported,
  };
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
