/** Runs collectors for the schedule and tells the person at the terminal how it went. */
import type { RunResult } from '../../lib/run-result.ts';
import type { ProviderId } from '../../lib/usage.ts';
import type { Progress } from './console/progress.ts';
import type { Screen } from './console/screen.ts';
import { failureLines, messageLines, runLine } from './console/summary.ts';
import { collectorName } from './functions.ts';
import type { LocalFunction } from './lambda.ts';
import type { Left } from './schedule.ts';

const REDRAW_MS = 200;

export interface Collecting {
  readonly collect: (provider: ProviderId, scheduledTime: Date) => Promise<Left>;
  /** Stops telling; runs go on. */
  readonly stop: () => void;
}

export function collecting(
  functions: Readonly<Record<string, LocalFunction>>,
  progress: Progress,
  screen: Screen,
): Collecting {
  let telling = true;
  const redraw = setInterval(() => screen.show(progress.lines()), REDRAW_MS);
  redraw.unref();
  const tell = (line: string): void => {
    if (telling) screen.say(`  ${line}`);
  };

  return {
    collect: async (provider, scheduledTime) => {
      progress.started(provider);
      const outcome = await functions[collectorName(provider)]?.invoke({ scheduledTime: scheduledTime.toISOString() });
      progress.finished(provider);
      screen.show(progress.lines());
      const answer = JSON.parse(outcome?.payload ?? 'null') as RunResult | { errorMessage: string } | null;
      if (!answer || 'errorMessage' in answer) {
        tell(answer?.errorMessage ?? `${provider}: there is no such collector`);
        return { collected: 0, deferred: 0 };
      }
      if (answer.windows.due > 0) tell(runLine(answer));
      for (const line of [...failureLines(answer), ...messageLines(answer)]) tell(line);
      return answer.windows;
    },
    stop: () => {
      telling = false;
      clearInterval(redraw);
      screen.show([]);
    },
  };
}
