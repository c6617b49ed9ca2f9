import { SeatwatchError } from '../../errors.ts';
import { RESTART } from '../../provider.ts';
import type { Page } from './page.ts';
import { MOST_PAGES, seenRows } from './seen.ts';

/** One page of a list as `normalise` gets it. */
export interface PartnerCenterReply {
  /** Counted from 1. */
  readonly page: number;
  /** As the vendor sent them; `undefined` stands for a row that an earlier page held already. */
  readonly rows: readonly unknown[];
}

/**
 * A whole list, page by page. A page with fewer than `top` rows ends it unless the vendor's total says that there are
 * more. Nobody promises an order of the rows, so pages may overlap when the list changes in between: then its total
 * does not come out, or a service was processed again, and the list is read once more from the start.
 *
 * A service with several processing times is legal, and in no order it may look like that too; hence a second reading
 * that shows it again is believed when its rows add up. One that does not add up is `VENDOR_RESPONSE_INVALID`.
 */
export async function* readList(
  pageFrom: (skip: number) => Promise<Page>,
  top: number,
): AsyncGenerator<PartnerCenterReply | typeof RESTART> {
  if ((yield* readOnce(pageFrom, top, false)) === null) return;
  yield RESTART;
  const problem = yield* readOnce(pageFrom, top, true);
  if (problem !== null) throw new SeatwatchError('VENDOR_RESPONSE_INVALID', `${problem}, even when read again`);
}

/** Answers what does not fit, or null. */
async function* readOnce(
  pageFrom: (skip: number) => Promise<Page>,
  top: number,
  again: boolean,
): AsyncGenerator<PartnerCenterReply, string | null> {
  const seen = seenRows();
  let skip = 0;
  let counted = 0;
  let conflicting = 0;
  let total: number | null = null;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { rows, total: said } = await pageFrom(skip);
    if (total !== null && said !== null && said !== total) return `the total changes from ${total} to ${said} rows`;
    total ??= said;
    skip += rows.length;
    // The first page is compared with nothing, and most lists end with it.
    const sifted = page === 1 ? { fresh: rows.length, conflicting: 0, newer: false } : seen.sift(rows);
    if (sifted.newer && !again) return 'a service was processed again in between';
    counted += sifted.fresh;
    conflicting += sifted.conflicting;
    if (page === 1 || sifted.fresh + sifted.conflicting > 0) yield { page, rows };
    if (sifted.fresh === 0 || (total === null ? rows.length < top : counted >= total)) {
      if (total === null) return sifted.fresh === 0 && rows.length >= top ? 'the list repeats itself' : null;
      // Rows that contradict each other on two pages may be the vendor's own: that they stay says so.
      const fits = counted === total || (again && counted + conflicting === total);
      return fits ? null : `${counted} of ${total} rows came`;
    }
    if (page === 1) seen.sift(rows);
  }
  return `the list does not end within ${MOST_PAGES} pages`;
}
