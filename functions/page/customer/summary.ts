/** A year in a sentence, for those who cannot see its picture and those who would rather read. */
import { nextPeriod } from '../../../lib/calendar.ts';
import type { Measure } from '../../../lib/usage.ts';
import type { UsageItem } from '../client/answers.ts';
import type { Formats } from '../language/formats.ts';
import type { Series } from './series.ts';

export interface SummaryWords {
  readonly between: Readonly<Record<Measure, (least: string, most: string) => string>>;
  readonly during: (what: string, from: string, to: string) => string;
  readonly overPeriods: (count: number, peak: number) => string;
  readonly gaps: (count: number) => string;
}

export function summaryOf({ newest, records }: Series, say: SummaryWords, formats: Formats): string {
  const used = records.flatMap(({ consumed }) => consumed ?? []);
  const over = records.flatMap(({ exceeded }) => (exceeded !== null && exceeded > 0 ? [exceeded] : []));
  const gaps = gapsIn(records);
  const sentences: string[] = [];
  if (used.length > 0) {
    const [least, most] = [Math.min(...used), Math.max(...used)].map((count) => formats.number(count));
    const [from, to] = [records[0] ?? newest, newest].map(({ period }) => formats.period(period));
    sentences.push(say.during(say.between[newest.measure](least ?? '', most ?? ''), from ?? '', to ?? ''));
  }
  if (over.length > 0) sentences.push(say.overPeriods(over.length, Math.max(...over)));
  if (gaps > 0) sentences.push(say.gaps(gaps));
  return sentences.join(' ');
}

/** How often the observation breaks off and begins again. */
function gapsIn(records: readonly UsageItem[]): number {
  return records.filter((one, index) => index > 0 && nextPeriod(records[index - 1]?.period ?? '') !== one.period)
    .length;
}
