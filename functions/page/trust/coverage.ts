/** Which periods of whom were observed, as lines to draw and gaps to name. Pure. */
import { nextPeriod } from '../../../lib/calendar.ts';
import type { CoverageState } from '../client/answers.ts';

export type State = CoverageState['state'];

export interface Told {
  readonly state: State;
  readonly code: CoverageState['code'];
}

/** One customer in one dataset. */
interface Line {
  readonly account: string;
  readonly customerId: string;
  readonly told: ReadonlyMap<string, Told>;
  /** Periods that are missing or failed. */
  readonly bad: number;
}

/** Customers of whom the very same is told. */
export interface Group extends Pick<Line, 'told' | 'bad'> {
  readonly lines: readonly Line[];
}

export interface Grid {
  readonly dataset: string;
  /** Every period that is expected of anybody, oldest first. */
  readonly periods: readonly string[];
  /** Most gaps first. */
  readonly lines: readonly Line[];
  readonly expected: number;
  readonly bad: number;
}

/** Periods in a row of which the same is told. */
export interface Span extends Told {
  readonly from: string;
  readonly to: string;
}

const isBad = ({ state }: Told): boolean => state === 'missing' || state === 'failed';

export function gridsOf(items: readonly CoverageState[]): Grid[] {
  const datasets = new Map<string, Map<string, { line: Omit<Line, 'bad'>; told: Map<string, Told> }>>();
  for (const { dataset, account, customerId, period, state, code } of items) {
    const lines = datasets.get(dataset) ?? new Map();
    datasets.set(dataset, lines);
    const key = JSON.stringify([account, customerId]);
    const told: Map<string, Told> = lines.get(key)?.told ?? new Map();
    lines.set(key, { line: { account, customerId, told }, told });
    told.set(period, { state, code });
  }
  return [...datasets].map(([dataset, known]) => {
    const lines = [...known.values()]
      .map(({ line, told }) => ({ ...line, bad: [...told.values()].filter(isBad).length }))
      .toSorted((a, b) => b.bad - a.bad || (a.customerId < b.customerId ? -1 : 1));
    return {
      dataset,
      periods: [...new Set(lines.flatMap(({ told }) => [...told.keys()]))].toSorted(),
      lines,
      expected: lines.reduce((sum, { told }) => sum + told.size, 0),
      bad: lines.reduce((sum, { bad }) => sum + bad, 0),
    };
  });
}

const WORST: readonly State[] = ['observed', 'provisional', 'missing', 'failed'];

/** The worst that is told of each period, of anybody. */
export function worstOf({ lines }: Grid): ReadonlyMap<string, Told> {
  const worst = new Map<string, Told>();
  for (const { told } of lines) {
    for (const [period, one] of told) {
      const known = worst.get(period);
      if (!known || WORST.indexOf(one.state) > WORST.indexOf(known.state)) worst.set(period, one);
    }
  }
  return worst;
}

/** What is not observed, newest first. */
export function gapsOf(told: ReadonlyMap<string, Told>): Span[] {
  const spans: Span[] = [];
  for (const [period, { state, code }] of [...told].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (state !== 'missing' && state !== 'failed') continue;
    const last = spans.at(-1);
    if (last?.state === state && last.code === code && nextPeriod(last.to) === period) {
      spans[spans.length - 1] = { ...last, to: period };
    } else spans.push({ from: period, to: period, state, code });
  }
  return spans.toReversed();
}

export function countOf(told: ReadonlyMap<string, Told>): Readonly<Record<State, number>> {
  const counts = { observed: 0, provisional: 0, failed: 0, missing: 0 };
  for (const { state } of told.values()) counts[state]++;
  return counts;
}

/** Those with gaps, the worst first: an outage of a vendor tells the same of everybody. */
export function groupsOf({ lines }: Grid): Group[] {
  const alike = Map.groupBy(lines, ({ told }) => JSON.stringify([...told]));
  return [...alike.values()]
    .flatMap((group) => {
      const [first] = group;
      return first && (first.bad > 0 || lines.length === 1) ? [{ told: first.told, bad: first.bad, lines: group }] : [];
    })
    .toSorted((a, b) => b.bad - a.bad || b.lines.length - a.lines.length);
}
