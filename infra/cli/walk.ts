import type { Api, Query } from './api.ts';
import { CommandError } from './command.ts';

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null;
}

/** The most that the API puts on a page. */
const PAGE = 1000;

export interface Walk<Item> {
  readonly items: AsyncIterable<Item>;
  /** Once the items are through: whether the limit cut something off. */
  readonly isCut: () => boolean;
}

/** The items of all pages, or so many of them. A page may be empty: only the missing cursor ends the walk. */
export function walk<Item>(api: Api, path: string, query: Query, limit: number | null): Walk<Item> {
  let isCut = false;
  async function* items(): AsyncGenerator<Item> {
    let left = limit ?? Number.POSITIVE_INFINITY;
    let asked = query;
    for (;;) {
      const page = await api.get<Page<Item>>(path, asked);
      if (!Array.isArray(page.items))
        throw new CommandError('REFUSED', `What answers on ${api.address} is not Seatwatch.`);
      yield* page.items.slice(0, left);
      left -= page.items.length;
      isCut = left < 0 || (left === 0 && typeof page.next === 'string');
      if (left <= 0 || typeof page.next !== 'string') return;
      asked = { cursor: page.next, limit: String(Math.min(PAGE, left)) };
    }
  }
  return { items: items(), isCut: () => isCut };
}

/** How many to ask for at once. */
export const pageSize = (limit: number | null): string => String(Math.min(PAGE, limit ?? PAGE));
