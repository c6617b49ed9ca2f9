/** The model of coverage: what should be observed of every customer, and what became of it. */
import { addMonths, dayIn, firstDay, monthOf, nextPeriod, periodOf, periods } from '../../lib/calendar.ts';
import type { Dataset } from '../../lib/dataset.ts';
import type { Code } from '../../lib/errors.ts';
import type { Period } from '../../lib/usage.ts';
import { type Judged, judged } from './floor-model.ts';
import { type Attempt, isByCustomer, type LedgerModel } from './ledger-model.ts';
import type { Sheet } from './sheet.ts';

export interface ModelCoverage {
  readonly customerId: string;
  readonly dataset: string;
  readonly period: Period;
  readonly state: 'observed' | 'provisional' | 'failed' | 'missing';
  /** Codes of the failures that are open. */
  readonly codes: readonly Code[];
}

/** What the attempts at one period of one customer have come to. */
export interface Fate {
  /** Unreadable rows, until the period is read whole. */
  readonly rows: { readonly code: Code; readonly at: Date } | null;
  /** Unreadable rows that named nobody, until the whole account's window is read whole. */
  readonly anybodys: { readonly code: Code; readonly at: Date } | null;
  /** The window could not be read, and was not since. */
  readonly whole: { readonly code: Code; readonly at: Date } | null;
  /** The last whole reading. */
  readonly read: Date | null;
}

export function coverageOf(model: LedgerModel, now: Date, depth: number | null): ModelCoverage[] {
  const judgement = judged(model);
  return [...model.sheets.values()].flatMap((sheet) => ofSheet(model, sheet, judgement, now, depth));
}

function ofSheet(
  model: LedgerModel,
  sheet: Sheet,
  { floors, attempts }: Judged,
  now: Date,
  depth: number | null,
): ModelCoverage[] {
  const { name, dataset, customerId } = sheet;
  const own = attempts.filter(({ shown }) => shown.dataset === name);
  const expected = expectedOf(sheet, own, now, depth ?? dataset.history ?? 0, floors.get(name) ?? '');
  if (!expected || expected[0] > expected[1]) return [];
  return [...periods(...expected)].map((period) => {
    const { rows, anybodys, whole, read } = fateOf(own, sheet, period);
    const unread = [rows, anybodys].flatMap((one) => one?.code ?? []);
    const isHistory = dataset.history !== null;
    const stored = isHistory ? sheet.periods().has(period) || model.isTold(sheet, period) : read !== null;
    const isFinal = isHistory ? model.isFinal(sheet, '', period, now) : period < dayIn('UTC', now);
    const failed = whole && (unread.length > 0 || !stored) ? [whole.code] : [];
    const codes = [...unread, ...failed];
    const state = codes.length > 0 ? 'failed' : !stored ? 'missing' : isFinal ? 'observed' : 'provisional';
    return { customerId, dataset: name, period, state, codes };
  });
}

/** First and last expected period. */
function expectedOf(
  sheet: Sheet,
  attempts: readonly Attempt[],
  now: Date,
  depth: number,
  floor: Period,
): [Period, Period] | null {
  const { dataset, gone } = sheet;
  const today = periodOf(dataset.grain, dayIn(dataset.zone, now));
  const named = attempts
    .filter(({ concerned }) => concerned.has(sheet.customerId))
    .map((one) => (dataset.history === null ? dayOf(one) : one.shown.from))
    .filter((period) => fateOf(attempts, sheet, period).rows !== null);
  // Of somebody whose every row was unreadable only the failure is known.
  const first = least([...sheet.periods()]) ?? least(named);
  let last = nextPeriod(today, -dataset.lag);
  let from: Period | undefined;
  if (dataset.history !== null) {
    const oldest = oldestOf(dataset, today, last, depth);
    from = isByCustomer(dataset) ? oldest : first && (first > oldest ? first : oldest);
    if (from !== undefined && floor > from) from = floor;
  } else {
    const days = attempts
      .filter(
        ({ shown, concerned }) =>
          concerns(shown.customers, sheet) &&
          (shown.what === 'failure' || shown.only === null || isByCustomer(dataset) || concerned.has(sheet.customerId)),
      )
      .map(dayOf);
    if (days.includes(today)) last = today;
    const read = attempts.filter(({ shown }) => shown.what === 'window' && shown.only === null).map(dayOf);
    const begin = least(read);
    if (isByCustomer(dataset)) from = least([...days, ...(first === undefined ? [] : [first])]);
    else if (first !== undefined && begin !== undefined) from = first > begin ? first : begin;
  }
  if (from === undefined) return null;
  const before = gone === null ? last : nextPeriod(periodOf(dataset.grain, gone), -1);
  return [from, before < last ? before : last];
}

/** The day of a snapshot: when it arrived, or when it was due and failed. */
const dayOf = ({ shown }: Attempt): Period => (shown.what === 'window' ? dayIn('UTC', shown.at) : shown.from);

const least = (all: readonly Period[]): Period | undefined => all.toSorted()[0];

function oldestOf({ span, grain }: Dataset, today: Period, newest: Period, depth: number): Period {
  if (span.kind !== 'month') return nextPeriod(newest, 1 - depth);
  const month = addMonths(monthOf(today), 1 - depth);
  return grain === 'month' ? month : firstDay(month);
}

const concerns = (customers: ReadonlyArray<{ readonly id: string }> | null, { customerId }: Sheet): boolean =>
  customers === null || customers.some(({ id }) => id === customerId);

export function fateOf(
  attempts: readonly Attempt[],
  { dataset, customerId }: Pick<Sheet, 'dataset' | 'customerId'>,
  period: Period,
): Fate {
  let fate: Fate = { rows: null, anybodys: null, whole: null, read: null };
  for (const attempt of attempts) {
    const { shown, concerned, concernsAll } = attempt;
    const { customers, only, at } = shown;
    const isSnapshot = dataset.history === null;
    const covers = isSnapshot ? dayOf(attempt) === period : shown.from <= period && period <= shown.to;
    if (!covers || !(customers?.some(({ id }) => id === customerId) ?? true)) continue;
    if (shown.what === 'failure') {
      const { code } = shown;
      fate = fate.rows && customers !== null ? { ...fate, rows: { code, at } } : { ...fate, whole: { code, at } };
    } else if (only?.has(customerId) ?? true) {
      const isWhole = !concernsAll && !concerned.has(customerId);
      // A confined reading of an account is none of the account, whatever it stores.
      if (customers === null && only && isWhole) fate = { ...fate, rows: null };
      else if (isWhole) fate = { rows: null, anybodys: null, whole: null, read: at };
      else {
        const read = dataset.span.kind === 'snapshot' && !only ? at : fate.read;
        const unread = { code: 'VENDOR_RESPONSE_INVALID', at } as const;
        const isAnybodys = concernsAll && customers === null;
        const anybodys = isAnybodys ? unread : only ? fate.anybodys : null;
        const rows = concerned.has(customerId) || !isAnybodys ? unread : fate.rows;
        fate = { rows, anybodys, whole: null, read };
      }
    }
  }
  return fate;
}
