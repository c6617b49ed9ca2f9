/** How far a run is, as one line. */
import type { RunResult } from '../../lib/run-result.ts';

const WIDTH = 24;

export function barLine(name: string, { windows }: Pick<RunResult, 'windows'>): string {
  const { due, collected, failed } = windows;
  if (due === 0) return `  ${name.padEnd(16)} signing in`;
  const done = collected + failed;
  const full = Math.round((WIDTH * done) / due);
  const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
  const bad = failed > 0 ? `, ${number(failed)} failed` : '';
  return `  ${name.padEnd(16)} ${bar} ${number(done)} of ${number(due)} windows, ${number(due - done)} left${bad}`;
}

const number = (value: number): string => value.toLocaleString('en');
