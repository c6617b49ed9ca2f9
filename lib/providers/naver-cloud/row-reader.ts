/** Reads the fields of one row and remembers the first that cannot be understood. */
import { isObject, type JsonObject } from '../../json.ts';
import { isNothing } from './list.ts';

export interface Problem {
  readonly field: string;
  readonly text: string;
}

export class RowReader {
  problem: Problem | null;

  /** A row inherits the problem of the contract or product that it stands in. */
  constructor(inherited: Problem | null = null) {
    this.problem = inherited;
  }

  /** Text or a whole number as text, without outer blanks; null when there is none. */
  text(row: JsonObject, field: string): string | null {
    const text = textOf(row[field]);
    return text === undefined ? this.#report(field, NO_TEXT) : text;
  }

  requiredText(row: JsonObject, field: string): string {
    return this.text(row, field) ?? this.missing(field) ?? '';
  }

  missing(field: string): null {
    return this.#report(field, 'missing');
  }

  /** The code of a `{code, codeName}`; null when either is absent. */
  code(row: JsonObject, field: string): string | null {
    const value = row[field];
    if (isNothing(value)) return null;
    if (!isObject(value)) return this.#report(field, 'not an object');
    const text = textOf(value.code);
    return text === undefined ? this.#report(`${field}.code`, NO_TEXT) : text;
  }

  /** yyyyMM as yyyy-MM; null when there is none. */
  month(row: JsonObject, field: string): string | null {
    const text = this.text(row, field);
    const [, year, month] = /^(\d{4})(0[1-9]|1[0-2])$/.exec(text ?? '') ?? [];
    if (text !== null && month === undefined) return this.#report(field, 'not a month');
    return text === null ? null : `${year}-${month}`;
  }

  /** A finite number of at least 0; null as sent, undefined when absent. */
  quantity(row: JsonObject, field: string): number | null | undefined {
    const value = row[field];
    if (value === undefined || value === null) return value;
    if (typeof value !== 'number' || !Number.isFinite(value)) return this.#report(field, 'not a number');
    // There is no -0 in the ledger.
    return value < 0 ? this.#report(field, 'negative') : value + 0;
  }

  #report(field: string, text: string): null {
    this.problem ??= { field, text };
    return null;
  }
}

const NO_TEXT = 'neither text nor a whole number';

/** Undefined where it is neither. */
function textOf(value: unknown): string | null | undefined {
  if (typeof value === 'string') return value.trim() || null;
  if (isNothing(value)) return null;
  return Number.isSafeInteger(value) ? String(value) : undefined;
}
