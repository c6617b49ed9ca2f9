/** The model of whether one unit is due: missing, failed and rested, or provisional and old. */
import { dayIn, firstDay, nextPeriod, periodOf } from '../../lib/calendar.ts';
import type { Dataset } from '../../lib/dataset.ts';
import type { Code } from '../../lib/errors.ts';
import type { Period } from '../../lib/usage.ts';
import { type Fate, fateOf } from './coverage-model.ts';
import type { Due, Present } from './due.ts';
import type { Judged } from './floor-model.ts';
import { type Attempt, isByCustomer, type LedgerModel } from './ledger-model.ts';

const REST_MS = 20 * 3_600_000;
/** Codes after which the next attempt rests. */
const RESTING: ReadonlySet<Code> = new Set([
  'NOT_FOUND',
  'PERMISSION_DENIED',
  'VENDOR_RESPONSE_INVALID',
  'VENDOR_REQUEST_REFUSED',
]);

export interface Unit {
  readonly model: LedgerModel;
  readonly present: Present;
  readonly judgement: Judged;
  readonly name: string;
  readonly dataset: Dataset;
  /** Empty = the account. */
  readonly customer: string;
  /** A month, a day, or `now`. */
  readonly unit: string;
  /** Its expected periods. */
  readonly all: readonly Period[];
}

/** Null = either way. */
export function verdictOf(unit: Unit): keyof Due | null {
  const { model, present, judgement, name, dataset, customer } = unit;
  const { now } = present;
  const own = judgement.attempts.filter(({ shown }) => shown.dataset === name);
  const fates = dataset.history === null ? [lastFate(own, customer)] : fatesOf(unit, own);
  const failed = fates.flatMap(({ rows, anybodys, whole }) => [rows, anybodys, whole]).filter((one) => one !== null);
  if (failed.some(({ code, at }) => RESTING.has(code) && now.getTime() - at.getTime() < REST_MS)) return 'mayNot';
  if (failed.length > 0) return 'must';
  // Whoever returns is read at once or when it would have been.
  if (model.sheets.get(`${name}#${customer}`)?.gone) return null;
  if (dataset.history !== null) return verdictOfHistory(unit, own);
  const [read = null] = fates.map((fate) => fate.read);
  return isOld(read, now) ? 'must' : 'mayNot';
}

const isOld = (at: Date | null, now: Date): boolean => at === null || now.getTime() - at.getTime() > REST_MS;

/** What became of the unit's periods, for everybody whom it concerns and for the account. */
function fatesOf({ model, name, dataset, customer, unit, all }: Unit, own: readonly Attempt[]): Fate[] {
  const known = [...model.sheets.values()].flatMap((one) => (one.name === name ? one.customerId : []));
  const whose = [...(customer === '' ? known : [customer]), ''];
  // A month of which no day is expected yet can have failed all the same.
  const inside = dataset.span.kind === 'days' || dataset.grain === 'month' ? all : [...all, firstDay(unit)];
  return whose.flatMap((one) => inside.map((period) => fateOf(own, { dataset, customerId: one }, period)));
}

function verdictOfHistory(
  { model, present, name, dataset, customer, all }: Unit,
  own: readonly Attempt[],
): keyof Due | null {
  const { now, scope } = present;
  const reads = own.flatMap(({ shown }) => {
    if (shown.what === 'failure') return [];
    const isMeant = isByCustomer(dataset)
      ? shown.customers?.some(({ id }) => id === customer)
      : shown.scope === scope && shown.only === null;
    return isMeant ? [shown] : [];
  });
  const records = model.sheets.get(`${name}#${customer}`)?.periods() ?? new Set<Period>();
  // A day counts as read once it had ended by then, or while there is a record of it.
  const isStored = (period: Period): boolean =>
    records.has(period) ||
    reads.some(({ askedAt, from, to }) => {
      const newest = nextPeriod(periodOf(dataset.grain, dayIn(dataset.zone, askedAt)), -dataset.lag);
      return from <= period && period <= to && period <= newest;
    });
  if (!all.every(isStored)) return 'must';
  const provisional = all.filter((period) => (dataset.finalAt?.(period) ?? now) > now);
  const lastRead = (period: Period): Date | null =>
    reads.findLast(({ from, to }) => from <= period && period <= to)?.at ?? null;
  if (provisional.some((period) => isOld(lastRead(period), now))) return 'must';
  // Days may come along in the range of others, and an account of which another part was seen meanwhile is looked at anew.
  const last = own.findLast(({ shown }) => shown.what === 'window' && shown.only === null);
  const isOther = !isByCustomer(dataset) && last !== undefined && last.shown.scope !== scope;
  return dataset.span.kind === 'days' || isOther ? null : 'mayNot';
}

/** A snapshot's failure matters until a later reading. */
function lastFate(attempts: readonly Attempt[], customer: string): Fate {
  let rows: Fate['rows'] = null;
  let whole: Fate['whole'] = null;
  let read: Date | null = null;
  for (const { shown, concerned, concernsAll } of attempts) {
    const { customers, only, at } = shown;
    if (customer !== '' && !customers?.some(({ id }) => id === customer)) continue;
    const isConcerned = concernsAll || (customer === '' ? concerned.size > 0 : concerned.has(customer));
    if (shown.what === 'failure') whole = { code: shown.code, at };
    else if (customer === '' && only !== null) continue;
    else if (isConcerned) rows = { code: 'VENDOR_RESPONSE_INVALID', at };
    else [rows, whole, read] = [null, null, at];
  }
  return { rows, anybodys: null, whole, read };
}
