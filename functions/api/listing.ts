/** Answers that are lists: the question behind the parameters or the cursor, and one page or one export of its items. */
import * as v from 'valibot';
import { customerKey } from '../../lib/ledger/keys.ts';
import type { Step } from '../../lib/query/step.ts';
import type { Call } from './call.ts';
import { csvLine, csvLines } from './csv.ts';
import { type Question, readCursor, writeCursor } from './cursor.ts';
import { acceptedFormat, acceptsGzip, type Format } from './format.ts';
import { type Entries, readParameters } from './parameters.ts';
import { badParameter } from './problem.ts';
import { gzipSheet, type Sheet, textSheet } from './sheet.ts';

export interface Asked {
  readonly path: string;
  /** Every filter and the range, defaults filled in. */
  readonly question: Question;
  /** Behind which place to go on; null = from the beginning. */
  readonly after: readonly string[] | null;
  readonly limit: number | null;
  readonly format: Format;
}

const DEFAULT_LIMIT = 100;

/** `complete` fills in defaults and checks what a single parameter does not show. Throws a 400. */
export function askedOf(
  call: Call,
  path: string,
  parameters: Entries,
  complete: (filters: Question) => Question = (filters) => filters,
): Asked {
  const { limit, cursor, format, ...given } = readParameters(call.url, parameters) as Record<string, unknown>;
  const filters: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    // GUIDs are the same in any case of letters, also when a later page repeats them.
    if (typeof value === 'string') filters[name] = name === 'q' ? value : customerKey(value);
  }
  const asked = {
    path,
    limit: typeof limit === 'number' ? limit : null,
    format: (format as Format | undefined) ?? ('format' in parameters ? acceptedFormat(call.headers) : 'json'),
  };
  if (typeof cursor !== 'string') return { ...asked, question: complete(filters), after: null };
  const { question, place } = readCursor(path, cursor, filters);
  if (!v.is(v.strictObject(parameters), question)) throw badParameter('cursor', 'is not a cursor of this API');
  return { ...asked, question: complete(question), after: place };
}

/** How many items a page will hold at most. */
export const pageLimit = ({ limit, format }: Asked): number =>
  limit ?? (format === 'json' ? DEFAULT_LIMIT : Number.POSITIVE_INFINITY);

/**
 * One page as JSON, or as much as one answer holds as CSV or NDJSON. `columns` are those of an item, in order; `order`
 * is that of the items on a page of JSON, else that of the walk.
 */
export async function listed<T extends object>(
  call: Call,
  asked: Asked,
  walk: AsyncIterable<Step<T>>,
  columns: readonly string[],
  order?: (a: T, b: T) => number,
): Promise<Response> {
  const { format } = asked;
  const isExport = format !== 'json';
  const isGzip = isExport && acceptsGzip(call.headers);
  const sheet = isGzip ? gzipSheet() : textSheet();
  const headers = new Headers({ vary: 'Accept, Accept-Encoding' });
  if (isGzip) headers.set('content-encoding', 'gzip');
  if (format === 'csv' && asked.after === null) await sheet.add(csvLine(columns));
  if (!isExport) await sheet.add('{"items":[');
  const lineOf = csvLines(columns);
  const rowOf = (item: T, count: number): string => {
    if (format === 'csv') return lineOf(item as Readonly<Record<string, unknown>>);
    return isExport ? `${JSON.stringify(item)}\n` : `${count > 0 ? ',' : ''}${JSON.stringify(item)}`;
  };
  const place =
    order && !isExport
      ? await fillSorted(call, asked, walk, sheet, rowOf, order)
      : await fill(call, asked, walk, (item, count) => sheet.add(rowOf(item, count)));
  const next = place === null ? null : writeCursor(asked.path, asked.question, place);
  if (next !== null && isExport) {
    const more = new URLSearchParams({ cursor: next, format, ...(asked.limit ? { limit: String(asked.limit) } : {}) });
    headers.set('link', `<${asked.path}?${more.toString()}>; rel="next"`);
  }
  headers.set('content-type', contentTypeOf(format, asked.after === null));
  return new Response(await sheet.end(isExport ? '' : `],"next":${JSON.stringify(next)}}`), { headers });
}

const contentTypeOf = (format: Format, isFirst: boolean): string => {
  if (format === 'json') return 'application/json';
  if (format === 'ndjson') return 'application/x-ndjson; charset=utf-8';
  return `text/csv; charset=utf-8; header=${isFirst ? 'present' : 'absent'}`;
};

/** Takes items until the page is full or took long enough. Answers the place to go on behind; null = that was all. */
async function fill<T>(
  call: Call,
  asked: Asked,
  walk: AsyncIterable<Step<T>>,
  add: (item: T, count: number) => Promise<boolean>,
): Promise<readonly string[] | null> {
  const limit = pageLimit(asked);
  let count = 0;
  let last: readonly string[] | null = null;
  for await (const { place, item } of walk) {
    if (item !== null) {
      if (count >= limit || !(await add(item, count))) return last;
      count++;
    }
    last = place;
    if (call.isLate(asked.format === 'json' ? 'page' : 'export')) return last;
  }
  return null;
}

/** The same, written once all are there. */
async function fillSorted<T>(
  call: Call,
  asked: Asked,
  walk: AsyncIterable<Step<T>>,
  sheet: Sheet,
  rowOf: (item: T, count: number) => string,
  order: (a: T, b: T) => number,
): Promise<readonly string[] | null> {
  const items: T[] = [];
  const measured = textSheet();
  const place = await fill(call, asked, walk, async (item, count) => {
    const isRoom = await measured.add(rowOf(item, count));
    if (isRoom) items.push(item);
    return isRoom;
  });
  for (const [count, item] of items.toSorted(order).entries()) await sheet.add(rowOf(item, count));
  return place;
}
