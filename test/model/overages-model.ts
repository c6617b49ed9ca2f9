/** The model of overages: maximal runs of observed periods of one series of seats that are over. */
import type { Period } from '../../lib/usage.ts';
import type { LedgerModel } from './ledger-model.ts';
import type { Sheet } from './sheet.ts';

export interface ModelOverage {
  readonly dataset: string;
  readonly customerId: string;
  readonly series: string;
  readonly since: Period;
  readonly until: Period | null;
  readonly peak: number;
  readonly asOf: Period;
  readonly exceeded: number;
}

type Open = Pick<ModelOverage, 'since' | 'peak' | 'asOf' | 'exceeded'>;

export function overagesOf(model: LedgerModel, now: Date): ModelOverage[] {
  return [...model.sheets.values()]
    .filter(({ dataset }) => dataset.measure === 'seats')
    .flatMap((sheet) => overagesOfSheet(model, sheet, now));
}

function overagesOfSheet(model: LedgerModel, sheet: Sheet, now: Date): ModelOverage[] {
  const found: ModelOverage[] = [];
  const told = model.told(sheet);
  for (const [id, series] of sheet.series) {
    const wave = sheet.waveOf(series);
    const rows = sheet.periods(wave);
    const lastRow = [...rows].toSorted().at(-1) ?? '';
    const days = [...new Set([...told, ...series.absences])].toSorted();
    let open: Open[] = [];
    const close = (until: Period | null): void => {
      for (const one of open)
        found.push({ dataset: sheet.name, customerId: sheet.customerId, series: id, until, ...one });
      open = [];
    };
    for (const day of days) {
      const exceeded = series.records.get(day)?.figures.exceeded;
      if (exceeded === undefined) {
        const others = rows.has(day) && sheet.isWhole(day, wave);
        const ended = !rows.has(day) && model.isTold(sheet, day) && day > lastRow;
        if (others || (ended && model.isFinal(sheet, wave, day, now))) close(day);
      } else if (exceeded !== null && exceeded > 0) {
        const [last] = open;
        const peak = Math.max(last?.peak ?? 0, exceeded);
        open = [{ since: last?.since ?? day, peak, asOf: day, exceeded }];
      } else if (exceeded === 0) close(day);
      if (series.absences.includes(day)) close(day);
    }
    close(null);
  }
  return found;
}
