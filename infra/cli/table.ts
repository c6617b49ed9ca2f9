/** Tables for people: columns that align also where letters are two cells wide, in lines that fit the terminal. */
import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';
import type { Output, Tone } from './output.ts';

export interface Column<Item> {
  readonly head: string;
  /** Null = nobody knows, which is not 0. */
  readonly cell: (item: Item) => string | number | null;
  /** May be cut short where the terminal is narrow. */
  readonly yields?: true;
  /** Left out where the terminal is narrow: the rest says enough. */
  readonly spare?: true;
  /** Left out as long as every cell holds this. */
  readonly usual?: string;
  readonly tone?: (item: Item) => Tone | null;
}

interface Cell {
  readonly text: string;
  readonly toTheRight: boolean;
  readonly tone: Tone | null;
}

const GAP = '  ';
/** So many rows are measured before the first is shown; with more of them a column may grow on the way. */
const BLOCK = 500;
/** No column is cut shorter than this, and not shorter than the second while another can be spared. */
const LEAST = 8;
const READABLE = 20;

/** Answers how many rows there were. */
export async function writeTable<Item>(
  out: Output,
  columns: ReadonlyArray<Column<Item>>,
  items: AsyncIterable<Item>,
): Promise<number> {
  let widths: readonly number[] = columns.map(({ head }) => stringWidth(head));
  let shown = '';
  let count = 0;
  let block: Cell[][] = [];
  const isShown = columns.map(({ usual }) => usual === undefined);

  const flush = (): void => {
    if (block.length === 0) return;
    for (const [at, { usual }] of columns.entries()) {
      isShown[at] ||= block.some((row) => row[at]?.text !== usual);
    }
    widths = widths.map((width, at) => Math.max(width, ...block.map((row) => stringWidth(row[at]?.text ?? ''))));
    const fitting = fitted(columns, widths, isShown, out.width);
    const lineOf = (row: readonly Cell[]): string => written(out, row, fitting);
    const head = lineOf(columns.map((column, at) => headOf(column, block[0]?.[at])));
    // Once only, unless a column turns up on the way.
    const heads = fitting.map((width) => width > 0).join();
    if (heads !== shown) out.line(head);
    shown = heads;
    for (const row of block) out.line(lineOf(row));
    block = [];
  };

  for await (const item of items) {
    block.push(columns.map((column) => cellOf(column, item)));
    count++;
    if (block.length >= BLOCK) flush();
  }
  flush();
  return count;
}

const headOf = <Item>({ head }: Column<Item>, below: Cell | undefined): Cell => ({
  text: head,
  toTheRight: below?.toTheRight ?? false,
  tone: 'bold',
});

function cellOf<Item>({ cell, tone }: Column<Item>, item: Item): Cell {
  const value = cell(item);
  const text =
    typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 6 }) : plain(value ?? '-');
  return { text, toTheRight: typeof value === 'number' || value === null, tone: tone?.(item) ?? null };
}

/** What a vendor calls a customer must not move the cursor, colour the screen or turn the line around. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, ' ');

/**
 * Widths with which a line fits, 0 = not shown. Columns that can be spared go before names are cut very short; then the
 * widest of those that yield gives way, cell by cell.
 */
function fitted<Item>(
  columns: ReadonlyArray<Column<Item>>,
  widths: readonly number[],
  isShown: readonly boolean[],
  most: number,
): number[] {
  const fitting = widths.map((width, at) => (isShown[at] ? width : 0));
  const over = (all: readonly number[]): boolean => {
    const shown = all.filter((width) => width > 0);
    return shown.reduce((sum, width) => sum + width + GAP.length, -GAP.length) > most;
  };
  const cut = (least: number): number[] =>
    fitting.map((width, at) => (columns[at]?.yields ? Math.min(width, least) : width));
  for (const at of [...columns.keys()].toReversed()) {
    if (columns[at]?.spare && over(cut(READABLE))) fitting[at] = 0;
  }
  while (over(fitting)) {
    const yielding = [...columns.keys()].filter((at) => columns[at]?.yields);
    const [widest] = yielding.toSorted((a, b) => (fitting[b] ?? 0) - (fitting[a] ?? 0));
    if (widest === undefined || (fitting[widest] ?? 0) <= LEAST) break;
    fitting[widest] = (fitting[widest] ?? 0) - 1;
  }
  return fitting;
}

function written(out: Output, row: readonly Cell[], widths: readonly number[]): string {
  const cells = row.flatMap(({ text, toTheRight, tone }, at) => {
    const width = widths[at] ?? 0;
    if (width === 0) return [];
    const short = cliTruncate(text, width);
    const space = ' '.repeat(Math.max(0, width - stringWidth(short)));
    const painted = tone === null ? short : out.paint(tone, short);
    return [toTheRight ? space + painted : painted + space];
  });
  return cells.join(GAP).trimEnd();
}
