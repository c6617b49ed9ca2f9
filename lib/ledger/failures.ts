/** Windows that failed and were not yet read whole. */
import type { Code } from '../errors.ts';
import type { Period } from '../usage.ts';
import { type Item, query, type Table } from './client.ts';
import { esc, failurePk, type Shelf, unesc } from './keys.ts';

export interface FailedWindow {
  readonly dataset: string;
  readonly from: Period;
  readonly to: Period;
  /** As filed; null = the account's window as a whole. */
  readonly customer: string | null;
  /**
   * `whole`: nothing of the window was stored; it marks only periods that are not stored yet.
   * `rows`: some rows could not be understood; it marks the customer's periods (null: everybody's) until read whole.
   */
  readonly kind: 'whole' | 'rows';
  readonly code: Code;
  /** The last attempt, epoch seconds. */
  readonly at: number;
}

/** The place of a failure; a row that names nobody and a whole window are two. */
export const failureKey = (shelf: Shelf, failure: FailedWindow) => {
  const who = failure.customer === null ? (failure.kind === 'rows' ? '?' : '*') : `=${esc(failure.customer)}`;
  return { pk: failurePk(shelf), sk: `${failure.dataset}#${failure.from}#${failure.to}#${who}` };
};

export const encodeFailure = (shelf: Shelf, failure: FailedWindow): Item => ({
  ...failureKey(shelf, failure),
  kind: failure.kind,
  code: failure.code,
  at: failure.at,
});

export async function* failuresOf(table: Table, shelf: Shelf, consistent = false): AsyncGenerator<FailedWindow> {
  for await (const item of query(table, { pk: failurePk(shelf), consistent })) {
    const [dataset = '', from = '', to = '', who = '*'] = item.sk.split('#');
    const { kind, code, at } = item as Item & Pick<FailedWindow, 'kind' | 'code' | 'at'>;
    yield { dataset, from, to, customer: who.startsWith('=') ? unesc(who.slice(1)) : null, kind, code, at };
  }
}
