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
  const textNumber = numbering((text) => text);
  const restNumber = numberOfRest(textNumber);
  /** Idempotent key → number of the row's counts, times MOST_PAGES, plus the page that it was first on. */
  const known = new Map<string, number>();
  const newest = new Map<string, number>();
  /** A list holds a handful of processing times; reading one costs more than all else here. */
  const moments = new Map<string, number | null>();
  let page = -1;

  /** (processedDateTime, customerTenantId, productId, workloadCode, serviceCode, channel) */
  function keyOf(row: JsonObject): string | null {
    const { customerTenantId, productId } = row;
    if (typeof customerTenantId !== 'string' || typeof productId !== 'string') return null;
    return `${customerNumber(customerTenantId)} ${productNumber(productId)} ${restNumber(row)}`;
  }

  /** Of a few thousand pairs of small numbers. */
  const pairs = new Map<number, number>();

  function countsNumber(row: JsonObject): number {
    const [used, held] = countsOf(row);
    const pair = isSmall(used) && isSmall(held) ? used * SMALL + held : -1;
    let number = pairs.get(pair);
    if (number === undefined) {
      number = textNumber(`${plain(used)} ${plain(held)}`);
      if (pair >= 0) pairs.set(pair, number);
    }
    return number;
  }

  function sift(rows: unknown[]): Sifted {
    page++;
    let fresh = 0;
    let conflicting = 0;
    const services = new Map<string, number>();
    for (const [index, row] of rows.entries()) {
      const key = isObject(row) ? keyOf(row) : null;
      // What cannot be told apart is taken for new; it will be rejected anyway.
      if (key === null || !isObject(row)) {
        fresh++;
        continue;
      }
      keepNewest(services, row, moments);
      const counts = countsNumber(row);
      const found = known.get(key);
      if (found === undefined) known.set(key, counts * MOST_PAGES + page);
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

function keepNewest(services: Map<string, number>, row: JsonObject, moments: Map<string, number | null>): void {
  const text = plain(row['processedDateTime']);
  let at = moments.get(text);
  if (at === undefined) {
    at = processedAt(text);
    moments.set(text, at);
  }
  if (at === null) return;
  const service = plain(row['serviceCode']);
  if (at > (services.get(service) ?? Number.NEGATIVE_INFINITY)) services.set(service, at);
}

/** More than there are combinations of them; what comes beyond takes longer. */
const MOST_RESTS = 32;

/** The number of what else tells rows apart: few combinations, many rows. */
function numberOfRest(textNumber: (text: string) => number): (row: JsonObject) => number {
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
    const number = textNumber([processedDateTime, workloadCode, serviceCode, channel].map(plain).join('\n'));
    // Not the row itself: it would keep its names in memory.
    if (known.length < MOST_RESTS)
      known.push({ row: { processedDateTime, workloadCode, serviceCode, channel }, number });
    return number;
  };
}

/** The spelling of the name is no difference. */
function countsOf(row: JsonObject): readonly [used: unknown, held: unknown] {
  const used = row['licensesActive'] ?? row['licenseActive'] ?? row['licensesDeployed'];
  return [used, row['licensesQualified'] ?? row['licensesSold']];
}

/** Two of them make a whole number that a Map finds fast. */
const SMALL = 2 ** 15;
const isSmall = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < SMALL;

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Gives each text a small number; texts that fold to the same one share it. */
function numbering(fold: (text: string) => string): (text: string) => number {
  const numbers = new Map<string, number>();
  let lastText: string | null = null;
  let last = 0;
  return (text) => {
    // Rows of one customer mostly follow each other.
    if (text === lastText) return last;
    const folded = numbers.has(text) ? text : fold(text);
    last = numbers.get(folded) ?? numbers.size;
    lastText = text;
    if (folded !== text || !numbers.has(text)) {
      numbers.set(folded, last);
      numbers.set(text, last);
    }
    return last;
  };
}
