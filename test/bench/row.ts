/** A row of the table: something measured, what it is held against, and the goal. */
import type { Built } from './built.ts';
import type { Endpoints } from './endpoints.ts';

export interface Line {
  readonly what: string;
  readonly against: string;
  /** What was measured of both, for people: `2.1 s`, `96.4 s`. */
  readonly ours: string;
  readonly theirs: string;
  /** The figure that has a goal. */
  readonly figure: number;
  /** How it is shown: `×`, `units`, `KB`. */
  readonly unit: string;
  readonly goal: { readonly least: number } | { readonly most: number } | null;
  /** What one has to know to understand it. */
  readonly note?: string;
}

export interface Bench {
  readonly endpoints: Endpoints;
  readonly built: Built;
  readonly rounds: number;
  /** Also what takes long. */
  readonly long: boolean;
  /** For whoever waits. */
  readonly progress: (text: string) => void;
}

/** Rows that are measured together. */
export interface Group {
  readonly name: string;
  /** What `--only` is held against, besides the name. */
  readonly words: readonly string[];
  run(bench: Bench): Promise<readonly Line[]>;
}

export function isMet({ figure, goal }: Line): boolean {
  if (goal === null) return true;
  return 'least' in goal ? figure >= goal.least : figure <= goal.most;
}
