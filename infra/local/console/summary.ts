/** What was collected, as a table for people. */
import type { RunResult } from '../../../lib/run-result.ts';
import type { ProviderId } from '../../../lib/usage.ts';

export interface Row {
  readonly provider: ProviderId;
  readonly simulated: boolean;
  /** The newest run that had something to do; null = there was none. */
  readonly run: RunResult | null;
}

const HEAD = ['provider', 'vendor', 'windows', 'records', 'open overages', 'seats over'] as const;

/** Names to the left, numbers to the right. */
export function summary(rows: readonly Row[]): string {
  const cells = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const pad = (text: string, column: number): string => {
    const width = widths[column] ?? 0;
    return column < 2 ? text.padEnd(width) : text.padStart(width);
  };
  return cells.map((row) => `  ${row.map(pad).join('   ')}`).join('\n');
}

function cellsOf({ provider, simulated, run }: Row): readonly string[] {
  const vendor = simulated ? 'simulated' : 'real';
  if (!run) return [provider, vendor, '-', '-', '-', '-'];
  const { windows, records, overages } = run;
  return [
    provider,
    vendor,
    windows.collected === windows.due ? number(windows.due) : `${number(windows.collected)} of ${number(windows.due)}`,
    number(records.read),
    number(overages.open),
    number(overages.exceeded),
  ];
}

const number = (value: number): string => value.toLocaleString('en');

/** A run in one line. */
export function runLine({ provider, windows, records, overages }: RunResult): string {
  return [
    `${provider}: ${counted(windows.collected, 'window')} collected`,
    ...(windows.failed > 0 ? [`${number(windows.failed)} failed`] : []),
    `${counted(records.changed, 'record')} changed`,
    ...(overages.open > 0
      ? [`${counted(overages.open, 'overage')} open with ${counted(overages.exceeded, 'seat')} over`]
      : []),
  ].join(', ');
}

const counted = (count: number, noun: string): string => `${number(count)} ${noun}${count === 1 ? '' : 's'}`;

const MOST_TOLD = 3;

/** The failures of a run, the first few of them. */
export function failureLines({ provider, failures, failuresOmitted }: RunResult): string[] {
  const told = failures.slice(0, MOST_TOLD).map(({ account, window, code, message }) => {
    const where = [account, window].filter((part) => part !== null).join(', ');
    return `${provider}${where ? ` (${where})` : ''}: ${code}, ${message}`;
  });
  const more = failures.length - told.length + failuresOmitted;
  return more > 0 ? [...told, `${provider}: ${number(more)} more failures are in the log`] : told;
}

const MOST_MESSAGES = 5;

/** What a run had to tell of overages, the first few of it: in the cloud this goes to people. */
export function messageLines({ messages = [] }: RunResult): string[] {
  const told = messages.slice(0, MOST_MESSAGES).map(({ text }) => `! ${text}`);
  const more = messages.length - told.length;
  return more > 0 ? [...told, `! ${counted(more, 'more message')} on the page`] : told;
}
