import { isObject, type JsonObject } from '../../json.ts';
import { processedAt } from './processed-at.ts';

/** What a page holds, compared with the pages before it. */
export interface Sifted {
  /** Rows of no earlier page. One that this page itself repeats counts each time, as in the vendor's own total. */
  readonly fresh: number;
  /** Rows of an earlier page with other numbers: left in place, for whoever compares identities. */
  readonly conflicting: number;
  /** A service shows a later processing than on any page before: the list was made anew in between. */
  readonly newer: boolean;
}

/** Pages that can be told apart. */
export const MOST_PAGES = 1000;

/**
 * Remembers the rows of a list in a few bytes each, so that 100,000 of them fit beside everything else. `sift` takes
 * the pages in their order and puts `undefined` in place of the rows that an earlier page held with the same numbers.
 */
export function seenRows(): { sift(rows: unknown[]): Sifted } {
  const customerNumber = numbering((id) => id.toLowerCase());
  const productNumber = numbering((id) => id.toLowerCase());
  const restNumber = numberOfRest();
  const countsNumber = numberOfCounts();
  /**
   * By product, by rest, by customer: the number of the row's counts, times MOST_PAGES, plus the page that it was first
   * on. Together they are the idempotent key (processedDateTime, customerTenantId, productId, workloadCode, serviceCode,
   * channel); a list of numbers for each few of them takes an eighth of a text for each row.
   */
  const known: number[][][] = [];
  const newest = new Map<string, number>();
  /** By rest, the last page that had it. */
  const shownOn: number[] = [];
  let page = -1;

  function sift(rows: unknown[]): Sifted {
    page++;
    let fresh = 0;
    let conflicting = 0;
    const services = new Map<string, number>();
    for (let index = 0; index < rows.length; index++) {
      const row = rows[index];
      const { customerTenantId, productId } = isObject(row) ? row : NOBODY;
      // What cannot be told apart is taken for new; it will be rejected anyway.
      if (!isObject(row) || typeof customerTenantId !== 'string' || typeof productId !== 'string') {
        fresh++;
        continue;
      }
      const rest = restNumber(row);
      if (shownOn[rest] !== page) {
        shownOn[rest] = page;
        keepNewest(services, row);
      }
      const counts = countsNumber(row);
      const byRest = (known[productNumber(productId)] ??= []);
      const byCustomer = (byRest[rest] ??= []);
      const customer = customerNumber(customerTenantId);
      const found = byCustomer[customer];
      if (found === undefined) byCustomer[customer] = counts * MOST_PAGES + page;
      if (found === undefined || found % MOST_PAGES === page) fresh++;
      else if (Math.floor(found / MOST_PAGES) === counts) rows[index] = undefined;
      else conflicting++;
    }
    let newer = false;
    for (const [service, at] of services) {
      const before = newest.get(service);
      if (before !== undefined && at > before) newer = true;
      newest.set(service, Math.max(at, before ?? at));
    }
    return { fresh, conflicting, newer };
  }

  return { sift };
}

const NOBODY: JsonObject = {};

function keepNewest(services: Map<string, number>, row: JsonObject): void {
  const at = processedAt(plain(row['processedDateTime']));
  if (at === null) return;
  const service = plain(row['serviceCode']);
  if (at > (services.get(service) ?? Number.NEGATIVE_INFINITY)) services.set(service, at);
}

/** More than there are combinations of them; what comes beyond takes longer. */
const MOST_RESTS = 32;

/** The number of what else tells rows apart: few combinations, many rows. */
function numberOfRest(): (row: JsonObject) => number {
  const numberOf = numbering((text) => text);
  const known: Array<{ readonly row: JsonObject; readonly number: number }> = [];
  return (row) => {
    const { processedDateTime, workloadCode, serviceCode, channel } = row;
    for (const { row: other, number } of known) {
      if (
        other['workloadCode'] === workloadCode &&
        other['processedDateTime'] === processedDateTime &&
        other['serviceCode'] === serviceCode &&
        other['channel'] === channel
      )
        return number;
    }
    const number = numberOf([processedDateTime, workloadCode, serviceCode, channel].map(plain).join('\n'));
    // Not the row itself: it would keep its names in memory.
    if (known.length < MOST_RESTS)
      known.push({ row: { processedDateTime, workloadCode, serviceCode, channel }, number });
    return number;
  };
}

/** Two of them are told apart as one whole number. */
const SMALL = 2 ** 15;
const isSmall = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < SMALL;

/** The number of a row's counts. The spelling of their names is no difference. */
function numberOfCounts(): (row: JsonObject) => number {
  const numberOf = numbering((text) => text);
  return (row) => {
    const used = row['licensesActive'] ?? row['licenseActive'] ?? row['licensesDeployed'];
    const held = row['licensesQualified'] ?? row['licensesSold'];
    if (isSmall(used) && isSmall(held)) return used * SMALL + held;
    return SMALL * SMALL + numberOf(`${plain(used)} ${plain(held)}`);
  };
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Gives each text a small number; texts that fold to the same one share it. */
function numbering(fold: (text: string) => string): (text: string) => number {
  const numbers = new Map<string, number>();
  let count = 0;
  let lastText: string | null = null;
  let last = 0;
  return (text) => {
    // Rows of one customer mostly follow each other.
    if (text === lastText) return last;
    lastText = text;
    const found = numbers.get(text);
    if (found === undefined) {
      const folded = fold(text);
      last = numbers.get(folded) ?? count++;
      numbers.set(folded, last);
      numbers.set(text, last);
    } else last = found;
    return last;
  };
}
