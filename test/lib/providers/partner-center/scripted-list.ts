import { RESTART } from '../../../../lib/provider.ts';
import { type PartnerCenterReply, readList } from '../../../../lib/providers/partner-center/list.ts';
import { normaliseReply } from '../../../../lib/providers/partner-center/normalise.ts';
import type { Page } from '../../../../lib/providers/partner-center/page.ts';
import type { Row } from './rows.ts';

/** Rows of a full page here. */
export const TOP = 4;

/** What a reading of these pages comes to; each inner list is the pages of one round, then empty ones follow. */
export async function reading(rounds: ReadonlyArray<readonly Page[]>) {
  let round = -1;
  let left: Page[] = [];
  const skips: number[] = [];
  const replies: PartnerCenterReply[] = [];
  let restarts = 0;
  const pageFrom = async (skip: number): Promise<Page> => {
    if (skip === 0) left = [...(rounds[Math.min(++round, rounds.length - 1)] ?? [])];
    skips.push(skip);
    return structuredClone(left.shift() ?? { rows: [], total: null });
  };
  for await (const reply of readList(pageFrom, TOP)) {
    if (reply === RESTART) {
      restarts++;
      replies.length = 0;
    } else replies.push(reply);
  }
  const rows = replies.flatMap((reply) => normaliseReply(reply, 'usage'));
  return { skips, restarts, rows, customers: rows.map((row) => row.customerId) };
}

export const page = (rows: Row[], total: number | null = null): Page => ({ rows, total });
