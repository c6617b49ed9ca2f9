/** Pure parts of the product under measurement, bundled like a function. */
import { csvLine } from '../../../functions/api/csv.ts';
import { normaliseReply } from '../../../lib/providers/partner-center/normalise.ts';

/** How many readings these rows are. */
export const normalise = (rows: readonly unknown[], list: string): number =>
  normaliseReply({ page: 1, rows }, list).filter((row) => !('rejected' in row)).length;

/** One record as a line of CSV, its end with it. */
export const line = (values: readonly unknown[]): string => csvLine(values);
