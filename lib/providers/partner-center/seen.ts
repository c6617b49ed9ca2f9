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
  const idNumber = numbering((id) => id.toLowerCase());
  const textNumber = numbering((text) => text);
  /** Idempotent key → number of the row's counts, times MOST_PAGES, plus the page that it was first on. */
  const known = new Map<string, number>();
  const newest = new Map<string, number>();
  /** A list holds a handful of processing times; reading one costs more than all else here. */
  const moments = new Map<string, number | null>();
  let page = -1;

  /** (processedDateTime, customerTenantId, productId, workloadCode, serviceCode, channel) */
  function keyOf(row: JsonObject): string | null {
    const { customerTenantId, productId, processedDateTime, workloadCode, serviceCode, channel } = row;
    if (typeof customerTenantId !== 'string' || typeof productId !== 'string') return null;
    const rest = [processedDateTime, workloadCode, serviceCode, channel].map(plain).join('\n');
    return `${idNumber(customerTenantId)} ${idNumber(productId)} ${textNumber(rest)}`;
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
      const counts = textNumber(countsOf(row));
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

/** The spelling of the name is no difference. */
function countsOf(row: JsonObject): string {
  const used = row['licensesActive'] ?? row['licenseActive'] ?? row['licensesDeployed'];
  return `${plain(used)} ${plain(row['licensesQualified'] ?? row['licensesSold'])}`;
}

const plain = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** Gives each text a small number; texts that fold to the same one share it. */
function numbering(fold: (text: string) => string): (text: string) => number {
  const numbers = new Map<string, number>();
  return (text) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const folded = fold(text);
    const number = numbers.get(folded) ?? numbers.size;
    numbers.set(folded, number);
    numbers.set(text, number);
    return number;
  };
}
