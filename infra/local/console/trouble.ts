/** A function's own errors, in short: the whole of it is in the log. */
import type { Screen } from './screen.ts';

/** Shows a line of the level ERROR; says nothing of others. */
export function trouble(line: string, screen: Screen): void {
  if (!line.includes('"ERROR"')) return;
  try {
    const { level, message } = JSON.parse(line) as { level?: unknown; message?: unknown };
    if (level === 'ERROR') screen.say(`  ${String(message)} (more in the log)`);
  } catch {
    // Not a line of the logger.
  }
}
