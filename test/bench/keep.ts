/** Keeps the results of a whole run: as JSON beside this file, and as the table of the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownOf, type Results } from './table.ts';

const LAST = join(import.meta.dirname, 'last.json');
const README = join(import.meta.dirname, '../../README.md');

/** What stands between these lines is written by the benchmark. */
const MARKS = ['<!-- bench: begin -->', '<!-- bench: end -->'] as const;

export function keep(results: Results): void {
  writeFileSync(LAST, `${JSON.stringify(results, null, 2)}\n`);
  const [begin, end] = MARKS;
  const text = readFileSync(README, 'utf8');
  const [before, rest = ''] = text.split(begin);
  const after = rest.split(end)[1];
  if (before === undefined || after === undefined) return;
  writeFileSync(README, `${before}${begin}\n\n${markdownOf(results)}\n\n${end}${after}`);
}
