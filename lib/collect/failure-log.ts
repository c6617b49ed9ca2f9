/** The failed windows of one account, as a run finds, adds and settles them. */
import { customerKey } from '../ledger/keys.ts';
import { encodeFailure, type FailedWindow, failureKey } from '../ledger/failures.ts';
import { type Item, type Key, type Table, writeAll } from '../ledger/client.ts';
import type { Shelf } from '../ledger/keys.ts';
import type { Window } from '../provider.ts';
import { subtract } from '../ranges.ts';
import type { Code } from '../errors.ts';
import type { Period } from '../usage.ts';

export class FailureLog {
  readonly #byDataset = new Map<string, Map<string | null, FailedWindow[]>>();

  constructor(failures: Iterable<FailedWindow>) {
    for (const failure of failures) this.#add(failure);
  }

  /** Those that concern this customer: its own and the account's; null = all of the dataset. */
  of(dataset: string, customer: string | null): FailedWindow[] {
    const found = this.#byDataset.get(dataset);
    if (!found) return [];
    if (customer === null) return [...found.values()].flat();
    return [...(found.get(customer) ?? []), ...(found.get(null) ?? [])];
  }

  /** Whose unreadable rows lie in this window until now; null = rows that named nobody. */
  doubted(dataset: string, { from, to }: Window): Set<string | null> {
    const touching = this.of(dataset, null).filter((one) => one.kind === 'rows' && one.from <= to && one.to >= from);
    return new Set(touching.map(({ customer }) => customer));
  }

  /** Nothing of the window was stored. Rows that were unreadable before stay so until they are read. */
  async failed(table: Table, shelf: Shelf, window: Window, code: Code, at: number): Promise<void> {
    const whose = window.customers?.map(({ id }) => customerKey(id)) ?? [null];
    const puts = whose.map((customer): FailedWindow => {
      const { dataset, from, to } = window;
      const known = customer === null ? undefined : this.#same(dataset, from, to, customer);
      return { dataset, from, to, customer, kind: known?.kind ?? 'whole', code, at };
    });
    await this.#write(table, shelf, puts, []);
  }

  /**
   * The window was stored, but for rows of `concerned` (null = rows that named nobody). What had failed in it before is
   * settled for everybody else.
   */
  async stored(
    table: Table,
    shelf: Shelf,
    window: Window,
    concerned: ReadonlySet<string | null>,
    at: number,
    only: ReadonlySet<string> | null,
  ): Promise<void> {
    const { dataset, from, to } = window;
    const asked = window.customers && new Set<string | null>(window.customers.map(({ id }) => customerKey(id)));
    const settled: FailedWindow[] = [];
    const puts: FailedWindow[] = [];
    const candidates = asked
      ? [...asked].flatMap((customer) => this.#byDataset.get(dataset)?.get(customer) ?? [])
      : this.of(dataset, null);
    for (const failure of candidates) {
      const isAbout = asked !== null || only === null || (failure.customer !== null && only.has(failure.customer));
      const rest = subtract([failure.from, failure.to], [from, to]);
      const untouched = rest.length === 1 && rest[0]?.[0] === failure.from && rest[0][1] === failure.to;
      const isOpen = failure.kind === 'rows' && (concerned.has(failure.customer) || concerned.has(null));
      if (!isAbout || untouched || isOpen) continue;
      settled.push(failure);
      for (const [start, end] of rest) puts.push({ ...failure, from: start, to: end });
    }
    for (const customer of concerned) {
      puts.push({ dataset, from, to, customer, kind: 'rows', code: 'VENDOR_RESPONSE_INVALID', at });
    }
    await this.#write(table, shelf, puts, settled);
  }

  /** Up to here nothing is expected any more. */
  async forget(table: Table, shelf: Shelf, dataset: string, to: Period): Promise<void> {
    await this.#write(
      table,
      shelf,
      [],
      this.of(dataset, null).filter((failure) => failure.to <= to),
    );
  }

  async #write(
    table: Table,
    shelf: Shelf,
    puts: readonly FailedWindow[],
    settled: readonly FailedWindow[],
  ): Promise<void> {
    const items: Item[] = puts.map((failure) => encodeFailure(shelf, failure));
    const kept = new Set(items.map(({ sk }) => sk));
    const deletes: Key[] = settled.map((failure) => failureKey(shelf, failure)).filter(({ sk }) => !kept.has(sk));
    if (items.length + deletes.length > 0) await writeAll(table, items, deletes);
    for (const failure of settled) this.#remove(failure);
    for (const failure of puts) this.#add(failure);
  }

  #same(dataset: string, from: string, to: string, customer: string): FailedWindow | undefined {
    return this.#byDataset
      .get(dataset)
      ?.get(customer)
      ?.find((one) => one.from === from && one.to === to);
  }

  #add(failure: FailedWindow): void {
    const customers = this.#byDataset.get(failure.dataset) ?? new Map<string | null, FailedWindow[]>();
    this.#byDataset.set(failure.dataset, customers);
    const rest = (customers.get(failure.customer) ?? []).filter(
      (one) =>
        one.from !== failure.from || one.to !== failure.to || (failure.customer === null && one.kind !== failure.kind),
    );
    customers.set(failure.customer, [...rest, failure]);
  }

  #remove(failure: FailedWindow): void {
    const customers = this.#byDataset.get(failure.dataset);
    customers?.set(
      failure.customer,
      (customers.get(failure.customer) ?? []).filter((one) => one !== failure),
    );
  }
}
