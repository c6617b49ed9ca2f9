/** The model of what a tick finds due, in customers and months, in days, or in snapshots. */
import { addMonths, dayIn, firstDay, lastDay, monthOf, nextPeriod, periodOf, periods } from '../../lib/calendar.ts';
import type { Dataset } from '../../lib/dataset.ts';
import type { Period } from '../../lib/usage.ts';
import type { Due, Present } from './due.ts';
import { verdictOf } from './due-verdict.ts';
import { judged } from './floor-model.ts';
import { isByCustomer, type LedgerModel } from './ledger-model.ts';

export function dueOf(model: LedgerModel, present: Present): Due {
  const judgement = judged(model);
  const due: Due = { must: new Set(), mayNot: new Set() };
  for (const [name, dataset] of Object.entries(model.datasets)) {
    for (const customer of isByCustomer(dataset) ? present.listed : ['']) {
      for (const [unit, all] of unitsOf(dataset, present, judgement.floors.get(name) ?? '')) {
        const verdict = verdictOf({ model, present, judgement, name, dataset, customer, unit, all });
        if (verdict !== null) due[verdict].add(`${name}#${customer}#${unit}`);
      }
    }
  }
  return due;
}

/** What is asked for as one, with its expected periods. */
function unitsOf(dataset: Dataset, { now, depth }: Present, floor: Period): Array<readonly [string, Period[]]> {
  const { grain, span, lag, zone } = dataset;
  const today = periodOf(grain, dayIn(zone, now));
  const newest = nextPeriod(today, -lag);
  const count = depth ?? dataset.history ?? 0;
  const isExpected = (period: Period): boolean => period >= floor && period <= newest;
  if (dataset.history === null) return [['now', [dayIn('UTC', now)]]];
  if (span.kind === 'days') {
    return [...periods(nextPeriod(newest, 1 - count), newest)].filter(isExpected).map((day) => [day, [day]]);
  }
  return Array.from({ length: count }, (_, index) => addMonths(monthOf(today), -index)).map((month) => {
    const all = grain === 'month' ? [month] : [...periods(firstDay(month), lastDay(month))];
    return [month, all.filter(isExpected)];
  });
}
