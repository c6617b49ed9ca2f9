/** Several runs that write the same items at once: each attempt lets one of them through, and the others try again. */
import type { Table } from '../ledger/client.ts';

/** Twice as many as ever run at once. */
export const ATTEMPTS = 12;

const APART_MS = 20;

/** Waits a moment after an attempt that was lost, so that runs in step part. */
export const stepAside = (table: Pick<Table, 'random' | 'sleep'>, attempt: number): Promise<void> =>
  table.sleep(table.random() * APART_MS * attempt);
