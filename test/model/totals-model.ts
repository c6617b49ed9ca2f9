/** The model of a customer's totals: seats over the newest period of each dataset and wave, without what is absent. */
import type { Period } from '../../lib/usage.ts';
import type { LedgerModel } from './ledger-model.ts';
import type { Sheet } from './sheet.ts';

export interface ModelTotals {
  readonly customerId: string;
  readonly series: number;
  readonly entitled: number | null;
  readonly consumed: number | null;
  readonly exceeded: number | null;
  /** Null where neither a record nor an absence is left to date them. */
  readonly asOf: Period | null;
}

export function totalsOf(model: LedgerModel): ModelTotals[] {
  const bySheet = [...model.sheets.values()].filter(isListed);
  const customers = new Set(bySheet.map(({ customerId }) => customerId));
  return [...customers].map((customerId) => {
    const parts = bySheet.filter((sheet) => sheet.customerId === customerId).map(partOf);
    const figures = parts.flatMap((part) => part.figures);
    const known = figures.filter(({ entitled, consumed }) => entitled !== null && consumed !== null);
    const dates = parts.flatMap(({ dates: own }) => own);
    return {
      customerId,
      series: figures.length,
      entitled: sum(known.flatMap(({ entitled }) => entitled ?? [])),
      consumed: sum(known.flatMap(({ consumed }) => consumed ?? [])),
      exceeded: sum(figures.flatMap(({ exceeded }) => exceeded ?? [])),
      asOf: parts.every(({ dates: own }) => own.length > 0) ? (dates.toSorted()[0] ?? null) : null,
    };
  });
}

/** Has, or had, a series of seats; a partner's own level repeats its customers' and is none. */
const isListed = ({ dataset, series }: Sheet): boolean =>
  dataset.measure === 'seats' && [...series.values()].some(({ keyLabels }) => keyLabels['level'] !== 'partner');

function partOf(sheet: Sheet) {
  const present = [...sheet.series.values()].filter(({ away }) => !away);
  const waves = new Set(present.map((series) => sheet.waveOf(series)));
  const figures: Array<{ entitled: number | null; consumed: number | null; exceeded: number | null }> = [];
  const dates: Period[] = [];
  for (const wave of waves) {
    const own = present.filter((series) => sheet.waveOf(series) === wave);
    const newest = own
      .flatMap(({ records }) => [...records.keys()])
      .toSorted()
      .at(-1);
    if (newest === undefined) continue;
    dates.push(newest);
    for (const { records } of own) {
      const record = records.get(newest);
      if (record) figures.push(record.figures);
    }
  }
  if (dates.length === 0) {
    const last = [...sheet.series.values()]
      .flatMap(({ absences }) => absences)
      .toSorted()
      .at(-1);
    if (last !== undefined) dates.push(last);
  }
  return { figures, dates };
}

const sum = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((total, number) => total + number, 0);
