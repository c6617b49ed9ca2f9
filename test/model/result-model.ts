/** The model of what a run's result says of records and overages. */
import type { RunResult } from '../../lib/run-result.ts';
import type { LedgerModel } from './ledger-model.ts';
import { type ModelOverage, overagesOf } from './overages-model.ts';

export type ModelCounts = RunResult['records'];

/** Of everything that was ever shown: a run's own are a difference. */
export function countsOf(model: LedgerModel): ModelCounts {
  const total = { changed: 0, unchanged: 0, withdrawn: 0 };
  for (const { counts } of model.sheets.values()) {
    total.changed += counts.changed;
    total.unchanged += counts.unchanged;
    total.withdrawn += counts.withdrawn;
  }
  return { read: total.changed + total.unchanged + model.rejected, ...total, rejected: model.rejected };
}

export const difference = (after: ModelCounts, before: ModelCounts): ModelCounts => ({
  read: after.read - before.read,
  changed: after.changed - before.changed,
  unchanged: after.unchanged - before.unchanged,
  rejected: after.rejected - before.rejected,
  withdrawn: after.withdrawn - before.withdrawn,
});

/** Series are opened and closed, whatever became of their overages in between. */
export function overageTurns(model: LedgerModel, before: readonly ModelOverage[], now: Date): RunResult['overages'] {
  const after = overagesOf(model, now);
  const [was, is] = [openSeries(before), openSeries(after)];
  const open = after.filter(({ until }) => until === null);
  // A partner's seats repeat its customers': the larger of the two counts.
  const [partner, others] = [open.filter(isPartner), open.filter((one) => !isPartner(one))];
  return {
    opened: [...is].filter((one) => !was.has(one)).length,
    closed: [...was].filter((one) => !is.has(one)).length,
    open: open.length,
    exceeded: Math.max(seats(partner), seats(others)),
  };
}

const seats = (of: readonly ModelOverage[]): number => of.reduce((sum, { exceeded }) => sum + exceeded, 0);

const isPartner = ({ dataset }: ModelOverage): boolean => dataset === 'vendor-license';

const openSeries = (overages: readonly ModelOverage[]): Set<string> =>
  new Set(
    overages
      .filter(({ until }) => until === null)
      .map(({ dataset, customerId, series }) => `${dataset}#${customerId}#${series}`),
  );
