/** The pure part of the product under measurement, bundled like a function: what `normalise` makes of one page's rows. */
import { normaliseReply } from '../../../lib/providers/partner-center/normalise.ts';

/** How many readings these rows are. */
export const normalise = (rows: readonly unknown[], list: string): number =>
  normaliseReply({ page: 1, rows }, list).filter((row) => !('rejected' in row)).length;
