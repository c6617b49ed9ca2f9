/** The model of one customer in one dataset: its records, what was taken back of them, and when series were absent. */
import type { Dataset } from '../../lib/dataset.ts';
import type { Reading } from '../../lib/provider.ts';
import type { Labels, Period } from '../../lib/usage.ts';

export interface ModelFigures {
  readonly unit: string | null;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number | null;
  readonly reported: Readonly<Record<string, number | null>>;
}

export interface ModelRecord {
  readonly figures: ModelFigures;
  readonly observedAt: Date;
  readonly productName: string | null;
  readonly labels: Labels;
}

export interface ModelCorrection {
  readonly series: string;
  readonly period: Period;
  readonly before: ModelFigures;
  readonly after: ModelFigures | null;
  readonly observedAt: Date;
  readonly correctedAt: Date;
}

export interface ModelSeries {
  readonly productId: string;
  readonly keyLabels: Labels;
  readonly records: Map<Period, ModelRecord>;
  /** Days on which a complete list lacked it, those undone left out. */
  absences: string[];
  /** Not seen since the last of them. */
  away: boolean;
  /**
   * The newest record was taken back by a window that does not hold the one before it, or contradicted: its names are
   * not known.
   */
  unnamed: boolean;
}

/** What one reading says of one customer. */
export interface Leaf {
  readonly at: Date;
  readonly from: Period;
  readonly to: Period;
  readonly rows: readonly Reading[];
  /** Nothing of this customer was rejected. */
  readonly whole: boolean;
  /** Its place among all attempts. */
  readonly order: number;
}

export const seriesId = (dataset: Dataset, productId: string, labels: Labels): string =>
  JSON.stringify([productId, ...dataset.keyLabels.map((name) => labels[name] ?? null)]);

const figuresOf = (dataset: Dataset, row: Reading): ModelFigures => {
  const { unit, entitled, consumed, reported } = row;
  const differences = [row.exceeded, entitled === null || consumed === null ? null : consumed - entitled];
  const known = differences.filter((value) => value !== null);
  const exceeded = dataset.measure !== 'seats' || known.length === 0 ? null : Math.max(0, ...known);
  return { unit, entitled, consumed, exceeded, reported };
};

const isSame = (a: ModelFigures, b: ModelFigures): boolean => JSON.stringify(a) === JSON.stringify(b);

export class Sheet {
  readonly dataset: Dataset;
  readonly name: string;
  readonly customerId: string;
  readonly series = new Map<string, ModelSeries>();
  readonly corrections: ModelCorrection[] = [];
  /** Periods and waves whose present rows are known to be all there are. */
  readonly #whole = new Set<string>();
  /** Records that a reading brought or changed, found unchanged, and took back, all readings together. */
  readonly counts = { changed: 0, unchanged: 0, withdrawn: 0 };
  /** How far back its records reached after which reading. */
  readonly reach: Array<{ readonly order: number; readonly first: Period }> = [];
  customerName: string | null = null;
  /** The part of the account under which it was seen last. */
  scope: string;
  gone: string | null = null;

  constructor(name: string, dataset: Dataset, customerId: string, scope: string) {
    this.name = name;
    this.dataset = dataset;
    this.customerId = customerId;
    this.scope = scope;
  }

  waveOf(series: ModelSeries): string {
    return this.dataset.wave === null ? '' : (series.keyLabels[this.dataset.wave] ?? '');
  }

  isWhole(period: Period, wave: string): boolean {
    return this.#whole.has(`${period}#${wave}`);
  }

  /** Periods with records, of all waves or of one. */
  periods(wave: string | null = null): Set<Period> {
    const all = [...this.series.values()].filter((one) => wave === null || this.waveOf(one) === wave);
    return new Set(all.flatMap(({ records }) => [...records.keys()]));
  }

  /** A row that was contradicted may still have told the names. */
  doubt({ productId, labels, period }: Reading): void {
    const series = this.series.get(seriesId(this.dataset, productId, labels));
    const newest = [...(series?.records.keys() ?? [])].toSorted().at(-1) ?? '';
    if (series && period >= newest) series.unnamed = true;
  }

  /** A complete list lacked the customer, or these of its series. */
  leave(day: string, isPresent: (series: string) => boolean): void {
    for (const [id, series] of this.series) {
      if (series.away || isPresent(id)) continue;
      series.absences.push(day);
      series.away = true;
    }
  }

  read({ at, from, to, rows, whole, order }: Leaf): void {
    const seen = new Map<string, Period>();
    for (const row of rows) {
      const id = seriesId(this.dataset, row.productId, row.labels);
      const oldest = seen.get(id);
      if (oldest === undefined || row.period < oldest) seen.set(id, row.period);
      this.#put(id, row, at);
      if (row.customerName !== null) this.customerName = row.customerName;
    }
    const [first] = [...this.periods()].toSorted();
    if (first !== undefined) this.reach.push({ order, first });
    const touched = new Set(rows.map(({ period }) => period));
    if (whole && this.dataset.history !== null) {
      for (const period of this.#withdraw(rows, from, to, at)) touched.add(period);
    }
    for (const [id, oldest] of seen) {
      const series = this.series.get(id);
      if (!series) continue;
      series.absences = series.absences.filter((day) => day < oldest);
      series.away = false;
      const newest = [...series.records.keys()].toSorted().at(-1);
      if (rows.some((row) => row.period === newest && seriesId(this.dataset, row.productId, row.labels) === id)) {
        series.unnamed = false;
      }
    }
    if (!whole) return;
    for (const wave of new Set([...this.series.values()].map((one) => this.waveOf(one)))) {
      const present = this.periods(wave);
      for (const period of touched) {
        if (present.has(period)) this.#whole.add(`${period}#${wave}`);
        else this.#whole.delete(`${period}#${wave}`);
      }
    }
  }

  #put(id: string, row: Reading, at: Date): void {
    const { productId, labels, period, productName } = row;
    const keyLabels = Object.fromEntries(this.dataset.keyLabels.map((name) => [name, labels[name] ?? null]));
    const series = this.series.get(id) ?? {
      productId,
      keyLabels,
      records: new Map<Period, ModelRecord>(),
      absences: [],
      away: false,
      unnamed: false,
    };
    this.series.set(id, series);
    const stored = series.records.get(period);
    const figures = figuresOf(this.dataset, row);
    if (stored && isSame(stored.figures, figures)) {
      series.records.set(period, { ...stored, productName, labels });
      this.counts.unchanged++;
      return;
    }
    if (stored) this.#correct(id, period, stored, figures, at);
    series.records.set(period, { figures, observedAt: at, productName, labels });
    this.counts.changed++;
  }

  #withdraw(rows: readonly Reading[], from: Period, to: Period, at: Date): Period[] {
    const held = new Set(rows.map((row) => `${seriesId(this.dataset, row.productId, row.labels)}#${row.period}`));
    const gone: Period[] = [];
    for (const [id, series] of this.series) {
      const all = [...series.records];
      for (const [period, record] of all) {
        if (period < from || period > to || held.has(`${id}#${period}`)) continue;
        this.#correct(id, period, record, null, at);
        const wasNewest = [...series.records.keys()].every((other) => other <= period);
        if (wasNewest) series.unnamed = true;
        series.records.delete(period);
        this.counts.withdrawn++;
        gone.push(period);
      }
    }
    return gone;
  }

  #correct(series: string, period: Period, before: ModelRecord, after: ModelFigures | null, at: Date): void {
    if (this.dataset.settledAt(period) > at) return;
    const { figures, observedAt } = before;
    this.corrections.push({ series, period, before: figures, after, observedAt, correctedAt: at });
  }
}
