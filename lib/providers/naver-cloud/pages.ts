/** All pages of a window, held against the vendor's own total. */
import { createHash } from 'node:crypto';
import { SeatwatchError } from '../../errors.ts';
import { isObject } from '../../json.ts';
import { RESTART } from '../../provider.ts';
import { isNothing } from './list.ts';
import type { Page } from './page.ts';

/** One page's contracts as the vendor sent them; XML is already in the shape of JSON. */
export interface NaverCloudReply {
  readonly page: number;
  readonly contracts: readonly unknown[];
}

/** No account has nearly as many; a vendor that never ends does. */
const PAGES_AT_MOST = 1000;
/** Pages in a row that bring nothing new: one can be sent twice, a vendor that ignores pageNo repeats for ever. */
const REPEATS_AT_MOST = 3;

/**
 * Yields page by page until the contracts add up to totalRows or a page is empty. No order is documented, so a
 * contract can move to another page while we read: met again on a later one it is yielded but not counted; within one
 * page it counts each time, as it does for the vendor. A list that changed on the way or does not add up is read again,
 * once. Throws VENDOR_RESPONSE_INVALID when it still does not.
 */
export async function* wholeList(
  read: (pageNo: number) => Promise<Page>,
): AsyncGenerator<NaverCloudReply | typeof RESTART> {
  if ((yield* readOnce(read)) === null) return;
  yield RESTART;
  const problem = yield* readOnce(read);
  if (problem !== null) throw invalid(`${problem}, even when read again`);
}

/** What does not fit, or null. */
async function* readOnce(read: (pageNo: number) => Promise<Page>): AsyncGenerator<NaverCloudReply, string | null> {
  const seen = new Set<string>();
  let total: number | null = null;
  let counted = 0;
  for (let page = 1, repeats = 0; page <= PAGES_AT_MOST && repeats < REPEATS_AT_MOST; page++) {
    const { totalRows, contracts } = await read(page);
    if (total !== null && totalRows !== total) return `totalRows changed from ${total} to ${totalRows}`;
    total = totalRows;
    if (contracts.length > 0) yield { page, contracts };
    const fresh = contracts.map(keyOf).filter((key) => !seen.has(key));
    for (const key of fresh) seen.add(key);
    counted += fresh.length;
    repeats = fresh.length === 0 ? repeats + 1 : 0;
    if (counted === total) return null;
    if (counted > total || contracts.length === 0) return misfit(counted, total);
  }
  // Not of a list that changes, so reading it again would end in the same way.
  throw invalid(`${misfit(counted, total)}, and they do not end`);
}

const misfit = (counted: number, total: number | null): string =>
  `the pages hold ${counted} contracts where totalRows says ${total}`;

/** Member and contract number; the whole content where they do not tell contracts apart. Short: thousands are kept. */
function keyOf(contract: unknown): string {
  if (isObject(contract)) {
    const member = isNothing(contract.memberNo) ? contract.loginId : contract.memberNo;
    if (!isNothing(member) && !isNothing(contract.contractNo)) return JSON.stringify([member, contract.contractNo]);
  }
  return createHash('sha256').update(JSON.stringify(contract)).digest('base64');
}

const invalid = (message: string): SeatwatchError => new SeatwatchError('VENDOR_RESPONSE_INVALID', message);
