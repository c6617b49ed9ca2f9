/** What the screen of results asks of the API. */
import { addDays, firstDay, lastDay } from '../../../lib/calendar.ts';
import { productNameOf } from '../../../lib/names.ts';
import type { Measure, ProviderId } from '../../../lib/usage.ts';
import type { Page, ProviderState, Totals, UsageItem } from '../client/answers.ts';
import type { Client } from '../client/client.ts';
import { LANGUAGES } from '../language/language.ts';
import type { Query } from '../navigation/address.ts';

/** Lines of one page of readings. */
const LINES = 50;
/** Customers that are named before the reader says more. */
export const MOST_CUSTOMERS = 30;
/** Pages of a thousand records, for each provider, in which products are looked for. */
const PRODUCT_PAGES = 5;

export interface Product {
  readonly provider: ProviderId;
  readonly productId: string;
  readonly productName: string;
  readonly measure: Measure;
}

export interface Readings {
  readonly items: readonly UsageItem[];
  readonly next: string | null;
}

/** The filters of the address that `/v1/usage` knows. */
export function usageFilters({ provider, account, customer, product, measure, from, to }: Query): Query {
  const given = { provider, account, customer, product, measure, from, to };
  return Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

export async function readingsOf(client: Client, query: Query, signal: AbortSignal): Promise<Readings> {
  const items: UsageItem[] = [];
  let cursor: string | null = query['cursor'] ?? null;
  // A page may hold less than was asked for, even nothing: only the end is an end.
  do {
    const asked = { ...usageFilters(query), limit: LINES - items.length, cursor };
    const page: Page<UsageItem> = await client.get('/v1/usage', asked, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null && items.length < LINES);
  return { items, next: cursor };
}

export interface Named {
  readonly items: readonly Totals[];
  readonly isCut: boolean;
}

export async function customersLike(client: Client, query: Query, signal: AbortSignal): Promise<Named> {
  const items: Totals[] = [];
  const asked = { q: query['q'], provider: query['provider'], limit: MOST_CUSTOMERS };
  for await (const some of client.pages<Totals>('/v1/customers', asked, signal)) {
    items.push(...some);
    if (items.length > MOST_CUSTOMERS) return { items: items.slice(0, MOST_CUSTOMERS), isCut: true };
  }
  return { items, isCut: false };
}

/** The products of each account's newest periods, by name. */
export async function productsOf(client: Client, signal: AbortSignal): Promise<Product[]> {
  const { items } = await client.get<{ items: readonly ProviderState[] }>('/v1/providers', {}, signal);
  const all = await Promise.all(
    items.map(async ({ provider, account, newestPeriod }) =>
      newestPeriod === null ? [] : productsIn(client, { provider, account }, newestPeriod, signal),
    ),
  );
  const unique = new Map(all.flat().map((one) => [`${one.provider}/${one.productId}/${one.measure}`, one]));
  return [...unique.values()].toSorted((a, b) => a.productName.localeCompare(b.productName));
}

async function productsIn(
  client: Client,
  account: { readonly provider: ProviderId; readonly account: string },
  newest: string,
  signal: AbortSignal,
): Promise<Product[]> {
  const found: Product[] = [];
  // One of an account's datasets may be a day behind the other.
  const range = { from: addDays(firstDay(newest), -1), to: lastDay(newest) };
  let pages = 0;
  for await (const items of client.pages<UsageItem>('/v1/usage', { ...account, ...range, limit: 1000 }, signal)) {
    found.push(
      ...items.map(({ provider, productId, productName, measure }) => ({ provider, productId, productName, measure })),
    );
    if (++pages === PRODUCT_PAGES) break;
  }
  return found;
}

/** Whether some name of the product, in whatever language, or its id holds these letters. */
export function isLike({ provider, productId, productName }: Product, q: string): boolean {
  const wanted = q.trim().toLowerCase();
  const names = LANGUAGES.map((language) => productNameOf(provider, productId, language) ?? '');
  return [productId, productName, ...names].some((name) => name.toLowerCase().includes(wanted));
}
