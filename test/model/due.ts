/** What the model of a tick is asked, and what it answers. */
export interface Present {
  readonly now: Date;
  readonly depth: number | null;
  readonly scope: string;
  readonly listed: readonly string[];
}

/** What has to be asked for, and what may not be, each as `dataset#customer#month or day`. */
export interface Due {
  readonly must: Set<string>;
  readonly mayNot: Set<string>;
}
