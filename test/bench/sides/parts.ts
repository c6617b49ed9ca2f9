/** Pure parts of the product under measurement, bundled like a function. */
import { csvLines } from '../../../functions/api/csv.ts';
import { normaliseReply } from '../../../lib/providers/partner-center/normalise.ts';

/** How many readings these rows are. */
export const normalise = (rows: readonly unknown[], list: string): number =>
  normaliseReply({ page: 1, rows }, list).filter((row) => !('rejected' in row)).length;

/** Writes records of one export as lines of CSV, their ends with them. */
export const lines = (columns: readonly string[]): ((record: Readonly<Record<string, unknown>>) => string) =>
  csvLines(columns);
