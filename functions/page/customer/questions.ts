/** What the screen of a customer asks of the API. */
import { addDays } from '../../../lib/calendar.ts';
import type { Correction, Overage, Totals, UsageItem } from '../client/answers.ts';
import type { Client } from '../client/client.ts';

export interface Who {
  readonly provider: string;
  readonly account: string;
  readonly customer: string;
}

export interface Year {
  readonly from: string;
  readonly to: string;
}

/** The 365 days that end today. */
export const yearUpTo = (today: string): Year => ({ from: addDays(today, -364), to: today });

export async function recordsOf(client: Client, who: Who, year: Year, signal: AbortSignal): Promise<UsageItem[]> {
  const found: UsageItem[] = [];
  for await (const items of client.pages<UsageItem>('/v1/usage', { ...who, ...year, limit: 1000 }, signal)) {
    found.push(...items);
  }
  return found;
}

export interface Story {
  /** Open ones first. */
  readonly overages: readonly Overage[];
  /** Newest first. */
  readonly corrections: readonly Correction[];
  /** Null where there are no seats to add up. */
  readonly totals: Totals | null;
}

export async function storyOf(client: Client, who: Who, year: Year, signal: AbortSignal): Promise<Story> {
  const [overages, corrections, totals] = await Promise.all([
    whole(client.pages<Overage>('/v1/overages', { ...who, state: 'all', limit: 1000 }, signal)),
    whole(client.pages<Correction>('/v1/corrections', { ...who, ...year, limit: 1000 }, signal)),
    totalsOf(client, who, signal),
  ]);
  return { overages, corrections: corrections.toSorted((a, b) => b.correctedAt.localeCompare(a.correctedAt)), totals };
}

async function whole<Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const items of pages) all.push(...items);
  return all;
}

/** Found by a part of the id, which others may hold as well. */
async function totalsOf(client: Client, { provider, account, customer }: Who, signal: AbortSignal) {
  const asked = { provider, account, q: customer, limit: 1000 };
  for await (const items of client.pages<Totals>('/v1/customers', asked, signal)) {
    const found = items.find(({ customerId }) => customerId.toLowerCase() === customer.toLowerCase());
    if (found) return found;
  }
  return null;
}
