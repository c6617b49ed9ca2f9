/** What is said of runs: while they go on to whoever watches, and at their end to everybody. */
import type { RunResult } from '../../lib/run-result.ts';
import { failureLines, messageLines, runLine } from '../local/console/summary.ts';
import { barLine } from './bar.ts';
import type { Output } from './output.ts';

export interface RunReport {
  /** `name` is the provider, or the provider and the months. */
  seen(name: string, run: RunResult): void;
  ended(name: string, run: RunResult): void;
  stop(): void;
}

/** Without a terminal a line now and then is enough. */
const LINE_MS = 10_000;

export function runReport(out: Output): RunReport {
  const moving = new Map<string, string>();
  let lineAt = Date.now();
  const show = (): void => out.screen.show([...moving.values()]);
  return {
    seen: (name, run) => {
      if (run.status !== 'running') return;
      moving.set(name, barLine(name, run));
      if (out.isWatched) return show();
      if (Date.now() - lineAt < LINE_MS) return;
      lineAt = Date.now();
      out.note(
        barLine(name, run)
          .replace(/ *[█░]+ */, ': ')
          .trim(),
      );
    },
    ended: (name, run) => {
      moving.delete(name);
      show();
      if (out.asJson) return;
      const { due, deferred } = run.windows;
      const tone = run.status === 'complete' ? null : TONES[run.status];
      const told = due === 0 && run.status === 'complete' ? `${run.provider}: nothing was due` : runLine(run);
      out.line(tone === null ? told : out.paint(tone, `${told} (${run.status})`));
      if (deferred > 0) out.line(`${run.provider}: ${deferred.toLocaleString('en')} windows are left for the next run`);
      for (const line of [...failureLines(run), ...messageLines(run)]) out.line(line);
    },
    stop: () => out.screen.show([]),
  };
}

const TONES = { running: 'yellow', partial: 'yellow', failed: 'red' } as const;
