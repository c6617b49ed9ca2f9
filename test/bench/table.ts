/** The results as a table of the README and as lines for the terminal. */
import { isMet, type Line } from './row.ts';

export interface Results {
  /** The day of the run, the Node and the machine that it ran on. */
  readonly on: string;
  readonly node: string;
  readonly cores: number;
  readonly rounds: number;
  readonly lines: readonly Line[];
}

const number = (value: number): string => {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
};

const goalOf = ({ goal }: Line): string => {
  if (goal === null) return '';
  return 'least' in goal ? `≥ ${number(goal.least)}` : `≤ ${number(goal.most)}`;
};

const cellsOf = (line: Line): string[] => [
  line.what,
  line.against,
  line.ours,
  line.theirs,
  `${number(line.figure)} ${line.unit}`,
  `${goalOf(line)}${isMet(line) ? '' : ' **missed**'}`,
];

const HEAD = ['what', 'against', 'ours', 'theirs', 'figure', 'goal'];

/** As Markdown. What stands between the marks of the README is this. */
export function markdownOf({ lines }: Results): string {
  const rows = lines.map((line) => `| ${cellsOf(line).join(' | ')} |`);
  return [`| ${HEAD.join(' | ')} |`, '|---|---|--:|--:|--:|--:|', ...rows].join('\n');
}

/** In columns, with the notes below. */
export function textOf({ lines }: Results): string {
  const rows = [HEAD, ...lines.map((line) => cellsOf(line).map((cell) => cell.replaceAll('**', '')))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const shown = rows.map((row) =>
    row
      .map((cell, column) => pad(cell, widths[column] ?? 0, column))
      .join('  ')
      .trimEnd(),
  );
  const notes = lines.flatMap(({ what, against, note }) =>
    note ? [`  ${what} (${against || 'alone'}): ${note}`] : [],
  );
  return [...shown, '', ...notes].join('\n');
}

const pad = (cell: string, width: number, column: number): string =>
  column < 2 ? cell.padEnd(width) : cell.padStart(width);
