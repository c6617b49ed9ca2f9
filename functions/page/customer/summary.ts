/** A year in a sentence, for those who cannot see its picture and those who would rather read. */
import { nextPeriod } from '../../../lib/calendar.ts';
import type { UsageItem } from '../client/answers.ts';
import type { Formats } from '../language/formats.ts';
import type { Series } from './series.ts';

export interface SummaryWords {
  readonly between: (least: string, most: string, from: string, to: string) => string;
  readonly overPeriods: (count: number, peak: number) => string;
  readonly gaps: (count: number) => string;
}

export function summaryOf({ records }: Pick<Series, 'records'>, say: SummaryWords, formats: Formats): string {
  const used = records.flatMap(({ consumed }) => consumed ?? []);
  const over = records.flatMap(({ exceeded }) => (exceeded !== null && exceeded > 0 ? [exceeded] : []));
  const [first, last] = [records[0], records.at(-1)];
  const gaps = gapsIn(records);
  return [
    ...(first && last && used.length > 0
      ? [
          say.between(
            formats.number(Math.min(...used)),
            formats.number(Math.max(...used)),
            formats.period(first.period),
            formats.period(last.period),
          ),
        ]
      : []),
    ...(over.length > 0 ? [say.overPeriods(over.length, Math.max(...over))] : []),
    ...(gaps > 0 ? [say.gaps(gaps)] : []),
  ].join(' ');
}

/** How often the observation breaks off and begins again. */
function gapsIn(records: readonly UsageItem[]): number {
  return records.filter((one, index) => index > 0 && nextPeriod(records[index - 1]?.period ?? '') !== one.period)
    .length;
}
