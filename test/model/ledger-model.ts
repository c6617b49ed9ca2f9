/** The model of an account's ledger: what the definitions make of everything that was shown, in the order of showing. */
import { dayIn, nextPeriod, periodOf } from '../../lib/calendar.ts';
import { DATASETS } from '../../lib/datasets.ts';
import type { Dataset } from '../../lib/dataset.ts';
import type { Period, ProviderId } from '../../lib/usage.ts';
import { readable } from './readable.ts';
import { seriesId, Sheet } from './sheet.ts';
import type { Shown, ShownFailure, ShownList, ShownWindow } from './shown.ts';

/** One reading of a window, or the attempt at it. */
export interface Attempt {
  readonly shown: ShownWindow | ShownFailure;
  /** Whose rows could not be understood; all = a row that named nobody, in a run for everybody. */
  readonly concerned: ReadonlySet<string>;
  readonly concernsAll: boolean;
}

/** A complete reply, as far as it tells of periods without rows. */
interface Whole {
  /** Its place among all attempts. */
  readonly order: number;
  readonly dataset: string;
  /** Null = the customer itself was asked for. */
  readonly scope: string | null;
  readonly from: Period;
  readonly to: Period;
  readonly tellsOf: (customer: string, period: Period) => boolean;
}

export class LedgerModel {
  /** Every window that was read or tried, in order. */
  readonly attempts: Attempt[] = [];
  /** Rows that could not be understood or contradicted each other. */
  rejected = 0;
  readonly datasets: Readonly<Record<string, Dataset>>;
  readonly sheets = new Map<string, Sheet>();
  /** The newest stored period of each dataset and wave. */
  readonly waves = new Map<string, Period>();
  readonly #wholes: Whole[] = [];

  constructor(provider: ProviderId) {
    this.datasets = DATASETS[provider];
  }

  see(shown: Shown): void {
    if (shown.what === 'list') this.#list(shown);
    else if (shown.what === 'window') this.#window(shown);
    else this.#failure(shown);
  }

  /** Whether a complete reply told of this period of the customer, with rows or without. */
  isTold(sheet: Sheet, period: Period): boolean {
    const { name, customerId, scope } = sheet;
    return this.#wholes.some(
      (one) =>
        one.dataset === name &&
        one.from <= period &&
        period <= one.to &&
        one.tellsOf(customerId, period) &&
        (one.scope === null || (sees(one.scope, scope) && !this.#isDoubted(sheet, period, one.order))),
    );
  }

  /**
   * An account's reply held nothing of whoever was not known yet: that is said of a customer when its first rows come,
   * unless rows of the period have turned out to be unreadable by then. It is failed, and nothing is taken as absent in it.
   */
  #isDoubted({ name, customerId, reach }: Sheet, period: Period, since: number): boolean {
    const known = reach.find(({ first }) => first <= period)?.order ?? this.attempts.length;
    return this.attempts.slice(since + 1, known + 1).some(({ shown, concerned, concernsAll }) => {
      const isMeant = concernsAll || concerned.has(customerId);
      return isMeant && shown.dataset === name && shown.from <= period && period <= shown.to;
    });
  }

  isFinal(sheet: Sheet, wave: string, period: Period, now: Date): boolean {
    const { finalAt } = sheet.dataset;
    if (finalAt) return finalAt(period) <= now;
    return (this.waves.get(`${sheet.name}#${wave}`) ?? '') > period;
  }

  /** All periods of which a complete reply told, or of which there are records; oldest first. */
  told(sheet: Sheet): Period[] {
    const periods = sheet.periods();
    for (const one of this.#wholes) {
      if (one.dataset !== sheet.name) continue;
      for (let period = one.from; period <= one.to; period = nextPeriod(period)) {
        if (!periods.has(period) && this.isTold(sheet, period)) periods.add(period);
      }
    }
    return [...periods].toSorted();
  }

  #sheet(dataset: string, customer: string, scope: string): Sheet | null {
    const key = `${dataset}#${customer}`;
    const definition = this.datasets[dataset];
    const known = this.sheets.get(key);
    if (known || !definition) return known ?? null;
    const sheet = new Sheet(dataset, definition, customer, scope);
    this.sheets.set(key, sheet);
    return sheet;
  }

  #list({ at, scope, customers, only }: ShownList): void {
    for (const [name, dataset] of Object.entries(this.datasets)) {
      if (isByCustomer(dataset)) for (const customer of customers) this.#sheet(name, customer, scope);
    }
    for (const sheet of this.sheets.values()) {
      const { dataset, customerId, gone } = sheet;
      if (!isByCustomer(dataset) || gone !== null || !sees(scope, sheet.scope)) continue;
      if (customers.includes(customerId) || !(only?.has(customerId) ?? true)) continue;
      this.#leaves(sheet, at);
    }
  }

  #failure(shown: ShownFailure): void {
    const { at, customers, gone } = shown;
    this.attempts.push({ shown, concerned: new Set(), concernsAll: false });
    if (!gone || customers?.length !== 1) return;
    for (const sheet of this.sheets.values()) {
      if (sheet.customerId !== customers[0]?.id || !isByCustomer(sheet.dataset) || sheet.gone !== null) continue;
      this.#leaves(sheet, at);
    }
  }

  #leaves(sheet: Sheet, at: Date): void {
    sheet.gone = dayIn(sheet.dataset.zone, at);
    sheet.leave(sheet.gone, () => false);
  }

  #window(shown: ShownWindow): void {
    const { at, askedAt, scope, only, dataset: name, from, to, customers } = shown;
    const dataset = this.datasets[name];
    if (!dataset) return;
    const { rows, concerned, concernsAll, rejected, contradictions } = readable(dataset, shown);
    this.rejected += rejected;
    const tellsOf = (customer: string): boolean =>
      !concernsAll &&
      !concerned.has(customer) &&
      (only?.has(customer) ?? true) &&
      (customers?.some(({ id }) => id === customer) ?? true);
    const visited = new Set(customers?.map(({ id }) => id) ?? rows.map(({ customerId }) => customerId));
    for (const customer of concerned) visited.add(customer);
    if (customers === null) {
      for (const sheet of this.sheets.values()) {
        // A row that names nobody is not of somebody who had left: only a row or a list can bring them back.
        const isTold = tellsOf(sheet.customerId) || (concernsAll && sheet.gone === null);
        if (sheet.name === name && sees(scope, sheet.scope) && isTold) visited.add(sheet.customerId);
      }
    }
    // To whom a run is confined, a row that names nobody may be of each that is known and has not left.
    const isThere = (customer: string): boolean => this.sheets.get(`${name}#${customer}`)?.gone === null;
    const known = only && concernsAll ? [...only].filter((one) => visited.has(one) || isThere(one)) : [];
    const order =
      this.attempts.push({
        shown,
        concerned: new Set([...concerned, ...known]),
        concernsAll: concernsAll && only === null,
      }) - 1;
    for (const customer of visited) {
      if (!(only?.has(customer) ?? true)) continue;
      const sheet = this.#sheet(name, customer, scope);
      if (!sheet) continue;
      const own = rows.filter(({ customerId }) => customerId === customer);
      const whole = tellsOf(customer);
      sheet.scope = scope;
      const listed = customers?.find(({ id }) => id === customer);
      sheet.read({ at, from, to, rows: own, whole, order });
      for (const row of contradictions) if (row.customerId === customer) sheet.doubt(row);
      if (listed?.name) sheet.customerName = listed.name;
      const present = new Set(own.map((row) => seriesId(dataset, row.productId, row.labels)));
      if (own.length > 0 || !whole || isByCustomer(dataset)) sheet.gone = null;
      if (dataset.span.kind !== 'snapshot' || !whole) continue;
      sheet.leave(dayIn('UTC', at), (series) => present.has(series));
      if (own.length === 0) sheet.gone ??= dayIn('UTC', at);
    }
    for (const row of rows) {
      if (dataset.wave === null) continue;
      const wave = `${name}#${row.labels[dataset.wave] ?? ''}`;
      if ((this.waves.get(wave) ?? '') < row.period) this.waves.set(wave, row.period);
    }
    if (dataset.history === null) return;
    const newest = nextPeriod(periodOf(dataset.grain, dayIn(dataset.zone, askedAt)), -dataset.lag);
    // What a confined reading lacks is kept only of those who were known before.
    const firsts = new Map(
      [...this.sheets.values()]
        .filter((sheet) => sheet.name === name)
        .map((sheet) => [sheet.customerId, [...sheet.periods()].toSorted()[0] ?? '9']),
    );
    this.#wholes.push({
      order,
      dataset: name,
      scope: customers === null ? scope : null,
      from,
      to: to < newest ? to : newest,
      tellsOf: (customer, period) =>
        tellsOf(customer) && (only === null || customers !== null || (firsts.get(customer) ?? '9') <= period),
    });
  }
}

/** Whoever sees everything sees what was seen of a part. */
const sees = (scope: string, other: string): boolean => scope === 'all' || scope === other;

export const isByCustomer = ({ span }: Dataset): boolean =>
  span.kind === 'batch' || (span.kind === 'month' && span.per === 'customer');
