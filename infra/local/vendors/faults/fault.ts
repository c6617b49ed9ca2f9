/** What can go wrong on the way to a vendor and back, as data: what a test says and what `POST /_faults` takes. */

/** Which requests a fault meets. */
export interface Aim {
  /** Only those whose target holds this text. */
  readonly path?: string;
  /** How many of them; without it every one until cleared. */
  readonly times?: number;
  /** Lets this many of them through first. */
  readonly after?: number;
}

/**
 * One change of a JSON body. `at` is the way to a value (`usages.0.memberCount`; `*` = each). A body that has no
 * such place, or is no JSON, stays as it is.
 */
export type Edit =
  | { readonly op: 'set'; readonly at: string; readonly to: unknown }
  /** These very characters, such as a number that no double holds. */
  | { readonly op: 'write'; readonly at: string; readonly json: string }
  | { readonly op: 'add'; readonly at: string; readonly by: number }
  | { readonly op: 'remove'; readonly at: string }
  | { readonly op: 'rename'; readonly at: string; readonly to: string }
  /** An element of a list stands there twice, the second time with these fields changed. */
  | { readonly op: 'repeat'; readonly at: string; readonly changed?: Readonly<Record<string, unknown>> }
  /** Another text or number with each answer. */
  | { readonly op: 'number'; readonly at: string };

export interface Fault extends Aim {
  readonly kind: Kind;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How long it is slow. */
  readonly ms?: number;
  readonly edits?: readonly Edit[];
  /** Answers as if the query had asked for this; null = had not asked for it. */
  readonly ask?: Readonly<Record<string, string | null>>;
  /** Which list of the body: the last element of what `ask` brings stands before its first. */
  readonly list?: string;
  /** How far the vendor's clock goes ahead. */
  readonly seconds?: number;
}

export type Kind =
  // What the vendor says instead.
  | 'throttle'
  | 'status'
  | 'body'
  | 'html'
  | 'empty'
  // What becomes of its good answer.
  | 'headers'
  | 'bom'
  | 'cut'
  | 'cut-element'
  | 'edit'
  | 'overlap'
  | 'gzip-bomb'
  | 'gzip-damaged'
  // How it travels.
  | 'reset'
  | 'reset-after'
  | 'reset-in-body'
  | 'slow-headers'
  | 'slow-body'
  | 'drip'
  // What the vendor forgets or takes for the time.
  | 'expire-tokens'
  | 'clock';

/** A fault of the catalogue by its name, aimed otherwise where that is said. */
export interface NamedFault extends Aim {
  readonly fault: string;
}
