/** What the tables of the command line look like to people. */
import { expect, test } from 'vitest';
import { type Column, writeTable } from '../../../infra/cli/table.ts';
import type { Output } from '../../../infra/cli/output.ts';

interface Row {
  readonly name: string;
  readonly id?: string;
  readonly seats: number | null;
  readonly note?: string;
}

const COLUMNS: ReadonlyArray<Column<Row>> = [
  { head: 'customer', cell: ({ name }) => name, yields: true },
  { head: 'id', cell: ({ id }) => id ?? '', spare: true },
  { head: 'seats', cell: ({ seats }) => seats },
  { head: 'note', cell: ({ note }) => note ?? '', usual: '' },
];

async function shown(rows: readonly Row[], width = Number.POSITIVE_INFINITY): Promise<string[]> {
  const lines: string[] = [];
  const quiet = { say: () => undefined, show: () => undefined };
  const out: Output = {
    asJson: false,
    width,
    line: (text) => lines.push(text),
    tell: () => undefined,
    note: () => undefined,
    urge: () => undefined,
    paint: (_, text) => text,
    screen: quiet,
    isWatched: false,
  };
  async function* items() {
    yield* rows;
  }
  expect(await writeTable(out, COLUMNS, items())).toBe(rows.length);
  return lines;
}

/** Cells of a terminal that a text takes: two for each letter of these scripts. */
const cells = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (/[가-힣ぁ-んァ-ヶ一-龠]/.test(letter) ? 2 : 1), 0);

test('align Korean and Japanese with what is half as wide', async () => {
  const lines = await shown([
    { name: '日の出クリニック', id: 'a', seats: 1234 },
    { name: '한빛소프트', id: 'b', seats: 5 },
    { name: 'Hinode', id: 'c', seats: null },
  ]);
  expect(lines).toEqual([
    'customer          id  seats',
    '日の出クリニック  a   1,234',
    '한빛소프트        b       5',
    'Hinode            c       -',
  ]);
  expect(new Set(lines.map(cells)).size).toBe(1);
});

test('fit the terminal: what can be spared goes first, then names are cut', async () => {
  const rows = [{ name: 'A customer with a rather long name', id: '079c29aa-9baa-4e9a-8fcb-e6d3768d00a8', seats: 7 }];
  expect(await shown(rows, 30)).toEqual(['customer                 seats', 'A customer with a rath…      7']);
  const wide = await shown([{ name: '日の出クリニック東京本院', seats: 7 }], 20);
  expect(wide.map((line) => cells(line) <= 20)).toEqual([true, true]);
  expect(wide[1]).toContain('…');
});

test('show a column that says the same everywhere only once it does not', async () => {
  const rows: Row[] = Array.from({ length: 600 }, (_, at) => ({ name: `c${at}`, seats: at }));
  const lines = await shown([...rows, { name: 'last', seats: 1, note: 'agreed' }]);
  expect(lines[0]).toBe('customer  id  seats');
  expect(lines.filter((line) => line.startsWith('customer'))).toHaveLength(2);
  expect(lines.at(-1)).toMatch(/agreed$/);
});

test('let no name move the cursor or turn the line around', async () => {
  const [, line = ''] = await shown([{ name: 'a\u001B[2Jb\u202Ec\nd', seats: 1 }]);
  expect(line).toMatch(/^a \[2Jb c d +1$/);
});
