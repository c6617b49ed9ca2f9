/** A provider whose vendor is the test itself: it answers from a truth, errs by a script and notes what it showed. */
import * as v from 'valibot';
import { nextPeriod } from '../../lib/calendar.ts';
import { SeatwatchError } from '../../lib/errors.ts';
import { DATASETS } from '../../lib/datasets.ts';
import { type Account, type Customer, type Provider, type Reading, type Rejection } from '../../lib/provider.ts';
import { RESTART, type Session, type Window } from '../../lib/provider.ts';
import type { ProviderId } from '../../lib/usage.ts';
import type { Shown } from './shown.ts';
import type { Truth } from './truth.ts';

/** How the vendor behaves during one run. */
export interface Script {
  /** Thrown instead of the end of this window's replies; null = it is read whole. */
  readonly fault?: (window: Window) => SeatwatchError | null;
  /** Rows that are not shown. */
  readonly lacks?: (row: Reading) => boolean;
  /** Rows that cannot be understood: of a named customer, or of nobody. */
  readonly unreadable?: (row: Reading) => 'named' | 'unnamed' | null;
  /** Rows that come twice: the same, or contradicting. */
  readonly doubled?: (row: Reading) => 'same' | 'other' | null;
  /** The list changes once while it is read. */
  readonly restarts?: boolean;
  /** Called in the middle of every list of customers, and of every reading. */
  readonly listing?: () => void;
  readonly reading?: () => void;
}

interface Reply {
  readonly rows: ReadonlyArray<Reading | Rejection>;
}

export interface Stage {
  readonly id: ProviderId;
  readonly truth: Truth;
  /** The number of the run. */
  readonly run: number;
  readonly now: () => Date;
  /** Narrows the list and the rows to these customers; null = all. */
  readonly scope: () => ReadonlySet<string> | null;
  readonly script: () => Script;
  readonly only: () => ReadonlySet<string> | null;
  readonly show: (shown: Shown) => void;
}

const LISTS: ReadonlySet<ProviderId> = new Set(['line-works', 'trend-micro']);

export const scopeName = (scope: ReadonlySet<string> | null): string =>
  scope ? `only ${[...scope].toSorted().join(' ')}` : 'all';

export function scriptedVendor(stage: Stage): Provider<Account, Session, Reply> {
  const { id, truth, now } = stage;
  const inScope = (customer: string): boolean => stage.scope()?.has(customer) ?? true;
  const sight = () => ({ run: stage.run, at: now(), scope: scopeName(stage.scope()), only: stage.only() });

  async function customers(): Promise<Customer[]> {
    stage.script().listing?.();
    const list = [...truth.listed].filter(([customer]) => inScope(customer)).map(([key, name]) => ({ id: key, name }));
    stage.show({ what: 'list', ...sight(), customers: list.map(({ id: key }) => key) });
    return list;
  }

  async function* read(window: Window): AsyncGenerator<Reply | typeof RESTART> {
    const askedAt = now();
    const script = stage.script();
    const { dataset, from, to } = window;
    const asked = { dataset, from, to, customers: window.customers };
    await Promise.resolve();
    if (script.restarts) {
      yield { rows: [{ rejected: true, customerId: null, position: 'row 1', field: 'x', problem: 'forgotten' }] };
      yield RESTART;
    }
    script.reading?.();
    const rows = shownRows(window, script);
    const half = Math.ceil(rows.length / 2);
    yield { rows: rows.slice(0, half) };
    const error = script.fault?.(window);
    if (error) {
      stage.show({ what: 'failure', ...sight(), ...asked, code: error.code, gone: error.gone });
      throw error;
    }
    yield { rows: rows.slice(half) };
    stage.show({ what: 'window', ...sight(), ...asked, askedAt, rows });
  }

  function shownRows(window: Window, script: Script): Array<Reading | Rejection> {
    const { dataset, customers: asked } = window;
    const rows: Array<Reading | Rejection> = [];
    for (const row of truth.rowsOf(dataset, truth.listed, now())) {
      if (!inScope(row.customerId) || !(asked?.some(({ id: key }) => key === row.customerId) ?? true)) continue;
      // Of a customer that was asked for by name there is always something to say.
      const isAnswered = DATASETS[id][dataset]?.span.kind === 'batch';
      if (!isNear(window, row, id) || (!isAnswered && script.lacks?.(row))) continue;
      const flaw = script.unreadable?.(row) ?? null;
      if (flaw) rows.push(rejection(row, flaw === 'named'));
      else rows.push(row);
      const twin = flaw ? null : (script.doubled?.(row) ?? null);
      if (twin === 'same') rows.push({ ...row });
      else if (twin === 'other') rows.push({ ...row, consumed: (row.consumed ?? 0) + 1 });
    }
    return rows;
  }

  return {
    id,
    credentials: v.object({ account: v.optional(v.string(), 'default'), key: v.string() }),
    datasets: DATASETS[id],
    open: () => ({ scope: scopeName(stage.scope()), credentialExpiresAt: () => null }),
    ...(LISTS.has(id) ? { customers } : {}),
    read,
    normalise: ({ rows }) => rows,
  };
}

/** Lists without history are shown as they are; else a day too many on either side, which is to be ignored. */
function isNear({ dataset, from, to }: Window, { period }: Reading, id: ProviderId): boolean {
  if (DATASETS[id][dataset]?.history === null) return true;
  return period >= nextPeriod(from, -1) && period <= nextPeriod(to);
}

const rejection = ({ customerId, period }: Reading, isNamed: boolean): Rejection => ({
  rejected: true,
  customerId: isNamed ? customerId : null,
  period,
  position: 'row 1',
  field: 'memberCount',
  problem: 'is not a whole number',
});
