/**
 * Figures as a list of numbers: entitled, consumed, exceeded, then the vendor's own in the dataset's order, then the
 * unit where the dataset has no fixed one. `false` stands for a name that was not sent.
 */
import type { Dataset } from '../dataset.ts';
import type { Figures } from '../usage.ts';

export type Stored = number | string | null | false;

/** DynamoDB keeps 38 digits up to 1e125; a double outside of that, or a large whole one, travels as text. */
export const encodeNumber = (value: number | null): Stored => {
  if (value === null || value === 0 || Number.isSafeInteger(value)) return value;
  const size = Math.abs(value);
  return !Number.isInteger(value) && size > 1e-100 && size < 1e100 ? value : String(value);
};

export const decodeNumber = (value: Stored | undefined): number | null =>
  value === null || value === undefined || value === false ? null : Number(value);

export function encodeFigures(dataset: Dataset, figures: Figures): Stored[] {
  const list: Stored[] = [
    encodeNumber(figures.entitled),
    encodeNumber(figures.consumed),
    encodeNumber(figures.exceeded),
  ];
  for (const name of dataset.reported) {
    const value = figures.reported[name];
    list.push(value === undefined ? false : encodeNumber(value));
  }
  if (dataset.unit === null) list.push(figures.unit);
  return list;
}

/** As many bytes as the list takes in DynamoDB at most: a number has up to 24 as text, each element one of its own. */
export function bytesOfFigures({ unit, entitled, consumed, exceeded, reported }: Figures): number {
  let bytes = 10 + 3 * (unit?.length ?? 0);
  for (const value of [entitled, consumed, exceeded]) bytes += value === null ? 2 : 25;
  for (const name in reported) bytes += reported[name] === null ? 2 : 25;
  return bytes;
}

export function decodeFigures(dataset: Dataset, list: readonly Stored[]): Figures {
  const reported: Record<string, number | null> = {};
  dataset.reported.forEach((name, index) => {
    const value = list[3 + index];
    if (value !== undefined && value !== false) reported[name] = decodeNumber(value);
  });
  const unit = dataset.unit ?? list[3 + dataset.reported.length];
  return {
    unit: typeof unit === 'string' ? unit : null,
    entitled: decodeNumber(list[0]),
    consumed: decodeNumber(list[1]),
    exceeded: decodeNumber(list[2]),
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
