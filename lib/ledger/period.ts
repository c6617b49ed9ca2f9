/** One period of one customer and dataset: all its series in one item, or several when it is large. */
import type { Dataset } from '../dataset.ts';
import type { SeriesKey } from '../series.ts';
import type { Figures, Period } from '../usage.ts';
import type { Draft } from './attributes.ts';
import { partition } from './chunks.ts';
import type { Item, Key } from './client.ts';
import { bytesOfFigures, decodeFigures, encodeFigures, figuresText, type Stored } from './figures.ts';
import { periodOfKey } from './keys.ts';

/** A value that changed, or a record withdrawn (`after` null), once its period had ended. Times are epoch seconds. */
export interface Correction {
  readonly before: Figures;
  readonly after: Figures | null;
  readonly observedAt: number;
  readonly correctedAt: number;
}

/** What a period says of one series. */
export interface Cell {
  /** Null: withdrawn; only its corrections remain. */
  readonly figures: Figures | null;
  /** When this value was first read, epoch seconds. */
  readonly observedAt: number;
  readonly corrections: readonly Correction[];
}

/** A stored period. Without cells it says: observed, and there was nothing. */
export interface PeriodContent {
  readonly period: Period;
  readonly cells: ReadonlyMap<SeriesKey, Cell>;
  /** The reading that led to this content, epoch seconds. */
  readonly readAt: number;
  /** How often it was written over; guards against a slower writer. */
  readonly version: number;
  readonly chunks: number;
  /** Waves of which a row could not be understood: that a series is missing there does not say that it was absent. */
  readonly partial: readonly string[];
}

interface PeriodItem extends Item {
  /** readAt, and the observedAt of every series that `o` does not name. */
  readonly at: number;
  /** Number of chunks, in chunk 00 only, when more than one. */
  readonly of?: number;
  readonly v?: number;
  /** Waves read in part, in chunk 00 only. */
  readonly q?: readonly string[];
  /** JSON texts, by series: see figures.ts. */
  readonly s: string;
  readonly o?: string;
  readonly h?: string;
}

type BySeries<T> = Readonly<Record<SeriesKey, T>>;
type StoredFigures = BySeries<Stored[] | null>;
type StoredTimes = BySeries<number>;
type StoredCorrections = BySeries<readonly StoredCorrection[]>;

/** Whether a period holds more than what was taken back of it. */
export const hasRecords = ({ cells }: PeriodContent): boolean => cells.values().some(({ figures }) => figures !== null);

type StoredCorrection = [before: Stored[], after: Stored[] | null, observedAt: number, correctedAt: number];

const decodeCorrection = (
  dataset: Dataset,
  [before, after, observedAt, correctedAt]: StoredCorrection,
): Correction => ({
  before: decodeFigures(dataset, before),
  after: after === null ? null : decodeFigures(dataset, after),
  observedAt,
  correctedAt,
});

/** The corrections that one item holds, oldest first of each series: a chunk tells its own without the others. */
export const correctionsIn = (dataset: Dataset, item: Item): Array<readonly [SeriesKey, Correction[]]> =>
  Object.entries(bySeries((item as PeriodItem).h) as StoredCorrections).map(([series, list]) => [
    series,
    list.map((one) => decodeCorrection(dataset, one)),
  ]);

const NOTHING = {};

const bySeries = (text: string | undefined): unknown => (text === undefined ? NOTHING : JSON.parse(text));

export const chunksOfPeriod = (item: Item): number => (item as PeriodItem).of ?? 1;

const NONE: readonly Correction[] = [];

/** One stored period from all its chunks; chunks beyond the count that chunk 00 names are not yet part of it. */
export function decodePeriod(dataset: Dataset, items: readonly Item[]): PeriodContent | null {
  const first = items.find((item) => periodOfKey(item.sk).chunk === 0) as PeriodItem | undefined;
  if (!first) return null;
  const chunks = first.of ?? 1;
  const cells = new Map<SeriesKey, Cell>();
  for (const raw of items) {
    const item = raw as PeriodItem;
    if (periodOfKey(item.sk).chunk >= chunks) continue;
    const figures = bySeries(item.s) as StoredFigures;
    const times = bySeries(item.o) as StoredTimes;
    const corrections = bySeries(item.h) as StoredCorrections;
    for (const series in figures) {
      const list = figures[series];
      cells.set(series, {
        figures: list ? decodeFigures(dataset, list) : null,
        observedAt: times[series] ?? item.at,
        corrections: corrections[series]?.map((one) => decodeCorrection(dataset, one)) ?? NONE,
      });
    }
  }
  return {
    period: periodOfKey(first.sk).period,
    cells,
    readAt: first.at,
    version: first.v ?? 0,
    chunks,
    partial: first.q ?? [],
  };
}

/** At most: the series' key stands in up to three maps. */
function bytesOf(dataset: Dataset, { figures, corrections }: Cell): number {
  let bytes = 60 + (figures ? bytesOfFigures(dataset, figures) : 0);
  for (const { before, after } of corrections)
    bytes += 30 + bytesOfFigures(dataset, before) + (after ? bytesOfFigures(dataset, after) : 0);
  return bytes;
}

/** The items of a period, chunk 00 last. `mark` files a period with corrections under the index. */
export function encodePeriod(
  dataset: Dataset,
  content: PeriodContent,
  key: (chunk: number) => Key,
  mark: { readonly mpk: string; readonly msk: string },
): Item[] {
  const parts = partition(content.cells, content.chunks, (cell) => bytesOf(dataset, cell));
  const at = content.readAt;
  return parts
    .map((part, chunk): Draft<PeriodItem> => {
      const s: string[] = [];
      const o: Record<string, number> = {};
      const h: Record<string, StoredCorrection[]> = {};
      let corrected = false;
      for (const [series, cell] of part) {
        // As text at once: objects with ever new names of fields cost several times as much.
        s.push(`"${series}":${cell.figures === null ? 'null' : figuresText(dataset, cell.figures)}`);
        if (cell.observedAt !== at) o[series] = cell.observedAt;
        if (cell.corrections.length === 0) continue;
        corrected = true;
        h[series] = cell.corrections.map((one) => [
          encodeFigures(dataset, one.before),
          one.after === null ? null : encodeFigures(dataset, one.after),
          one.observedAt,
          one.correctedAt,
        ]);
      }
      const { pk, sk } = key(chunk);
      const isFirst = chunk === 0;
      return {
        pk,
        sk,
        at,
        s: `{${s.join(',')}}`,
        of: isFirst && parts.length > 1 ? parts.length : undefined,
        v: isFirst && content.version > 0 ? content.version : undefined,
        q: isFirst && content.partial.length > 0 ? content.partial : undefined,
        o: Object.keys(o).length > 0 ? JSON.stringify(o) : undefined,
        h: corrected ? JSON.stringify(h) : undefined,
        mpk: corrected ? mark.mpk : undefined,
        msk: corrected ? `${mark.msk}#${String(chunk).padStart(2, '0')}` : undefined,
      };
    })
    .toReversed();
}
