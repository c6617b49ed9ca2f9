/** Names and labels of a customer's series, kept apart from their numbers and written when something of them is new. */
import type { Dataset } from '../dataset.ts';
import type { SeriesKey, SeriesNames } from '../series.ts';
import type { Labels, Period } from '../usage.ts';
import type { Draft } from './attributes.ts';
import { partition } from './chunks.ts';
import type { Item, Key } from './client.ts';

export interface SeriesEntry extends SeriesNames {
  /** The period whose row these names and labels come from; '' once that row was taken back. */
  readonly from: Period;
  /** Days on which a complete list no longer held the series, or its customer. */
  readonly absences: readonly string[];
  /** Not seen since its last absence. */
  readonly away: boolean;
}

export interface SeriesCatalogue {
  readonly entries: ReadonlyMap<SeriesKey, SeriesEntry>;
  readonly chunks: number;
  /** How often it was written over; null = never written. */
  readonly version: number | null;
}

type StoredSeries = [
  productId: string,
  productName: string | null,
  labels: Array<string | null>,
  from: Period,
  absences?: string[],
  away?: boolean,
];

interface SeriesItem extends Item {
  readonly of?: number;
  readonly v?: number;
  /** JSON text: of each series its names, in fewer bytes than DynamoDB's own lists, and read at a fraction of the cost. */
  readonly s: string;
}

export const EMPTY_CATALOGUE: SeriesCatalogue = { entries: new Map(), chunks: 1, version: null };

export const chunksOfCatalogue = (item: Item): number => (item as SeriesItem).of ?? 1;

const chunkNumber = (item: Item): number => Number(item.sk.slice(item.sk.lastIndexOf('#') + 1));

export function decodeCatalogue(dataset: Dataset, items: readonly Item[]): SeriesCatalogue {
  const first = items.find((item) => chunkNumber(item) === 0) as SeriesItem | undefined;
  if (!first) return EMPTY_CATALOGUE;
  const chunks = first.of ?? 1;
  const entries = new Map<SeriesKey, SeriesEntry>();
  for (const raw of items) {
    if (chunkNumber(raw) >= chunks) continue;
    const all = JSON.parse((raw as SeriesItem).s) as Readonly<Record<SeriesKey, StoredSeries>>;
    for (const [series, stored] of Object.entries(all)) {
      const [productId, productName, values, from, absences, away] = stored;
      const labels: Record<string, string | null> = {};
      dataset.labels.forEach((name, index) => {
        labels[name] = values[index] ?? null;
      });
      entries.set(series, { productId, productName, labels, from, absences: absences ?? [], away: away ?? false });
    }
  }
  return { entries, chunks, version: first.v ?? 0 };
}

interface EntryText {
  readonly text: string;
  /** With the series' key and what parts it from the next. */
  readonly bytes: number;
}

/** Customers share the entries of what is new, and their texts. */
const texts = new Map<SeriesEntry, EntryText>();
/** Where they share nothing, little is kept for nothing. */
const MOST_TEXTS = 5000;

function textOf(dataset: Dataset, entry: SeriesEntry): EntryText {
  const known = texts.get(entry);
  if (known) return known;
  const { productId, productName, labels, from, absences, away } = entry;
  const values = dataset.labels.map((name) => labels[name] ?? null) satisfies Array<Labels[string]>;
  const names: StoredSeries = [productId, productName, values, from];
  const text = JSON.stringify(absences.length > 0 ? [...names, absences, away] : names);
  const made = { text, bytes: 16 + Buffer.byteLength(text) };
  if (texts.size >= MOST_TEXTS) texts.clear();
  texts.set(entry, made);
  return made;
}

/** The items of a catalogue that follows this version, chunk 00 last. */
export function encodeCatalogue(dataset: Dataset, catalogue: SeriesCatalogue, key: (chunk: number) => Key): Item[] {
  const { entries, chunks, version } = catalogue;
  const parts = partition(entries, chunks, (entry) => textOf(dataset, entry).bytes);
  return parts
    .map((part, chunk): Draft<SeriesItem> => {
      const s = [...part].map(([series, entry]) => `"${series}":${textOf(dataset, entry).text}`).join(',');
      const { pk, sk } = key(chunk);
      return {
        pk,
        sk,
        s: `{${s}}`,
        of: chunk === 0 && parts.length > 1 ? parts.length : undefined,
        v: chunk === 0 && version !== null ? version + 1 : undefined,
      };
    })
    .toReversed();
}
