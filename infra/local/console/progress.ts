/** How far each collector is, from the lines that it logs. */
import type { ProviderId } from '../../../lib/usage.ts';

interface Count {
  readonly collected: number;
  readonly due: number;
}

export interface Progress {
  /** Takes note of a line if it tells of progress. */
  read(line: string): void;
  started(provider: ProviderId): void;
  finished(provider: ProviderId): void;
  /** One line for each provider that is being collected. */
  lines(): string[];
}

export function newProgress(now: () => number = Date.now): Progress {
  const running = new Map<string, { readonly since: number; readonly accounts: Map<string, Count> }>();
  return {
    started: (provider) => void running.set(provider, { since: now(), accounts: new Map() }),
    finished: (provider) => void running.delete(provider),
    read: (line) => {
      const told = progressIn(line);
      if (told) running.get(told.provider)?.accounts.set(told.account, told);
    },
    lines: () =>
      [...running].map(([provider, { since, accounts }]) => {
        const seconds = Math.round((now() - since) / 1000);
        return `  ${provider.padEnd(16)} ${soFar([...accounts.values()])}, ${seconds} s`;
      }),
  };
}

function soFar(counts: readonly Count[]): string {
  if (counts.length === 0) return 'signing in';
  const sum = (key: keyof Count): number => counts.reduce((total, count) => total + count[key], 0);
  return `${sum('collected')} of ${sum('due')} windows`;
}

function progressIn(line: string): (Count & { provider: string; account: string }) | null {
  // Most lines are something else: look before parsing.
  if (!line.includes('"progress"')) return null;
  try {
    const { message, provider, account, collected, due } = JSON.parse(line) as Record<string, unknown>;
    if (message !== 'progress' || typeof collected !== 'number' || typeof due !== 'number') return null;
    return { provider: String(provider), account: String(account), collected, due };
  } catch {
    return null;
  }
}
