import type { JsonObject } from '../../json.ts';
import type { Labels } from '../../usage.ts';
import { dayOf, processedAt } from './processed-at.ts';
import type { Shape } from './shapes.ts';

interface Named {
  readonly id: string;
  readonly name: string | null;
}

/** The repeating parts of one page's rows, each made once: that is faster, and 100,000 readings fit in little memory. */
export interface Interned {
  /** Lower case, because the vendor's spelling of GUIDs drifts; null when there is no id. */
  readonly customer: (id: unknown, name: unknown) => Named | null;
  readonly product: (id: unknown, name: unknown) => Named | null;
  /** The UTC day of a `processedDateTime`; null when it is none. */
  readonly period: (text: unknown) => string | null;
  readonly labels: (row: JsonObject) => Labels;
}

export const interned = (shape: Shape): Interned => ({
  customer: named(),
  product: named(),
  period: days(),
  labels: labels(shape),
});

function named(): Interned['customer'] {
  const known = new Map<unknown, Named>();
  let lastId: unknown;
  let last: Named | null = null;
  return (id, name) => {
    // Rows of one customer mostly follow each other.
    if (last && id === lastId && last.name === name) return last;
    lastId = id;
    last = known.get(id) ?? null;
    if (last && last.name === name) return last;
    const text = textOf(id);
    if (text === null || text.trim() === '') return null;
    last = { id: last?.id ?? text.toLowerCase(), name: textOf(name) };
    known.set(id, last);
    return last;
  };
}

function days(): Interned['period'] {
  const known = new Map<unknown, string | null>();
  let lastText: unknown = null;
  let last: string | null = null;
  return (text) => {
    if (text === lastText) return last;
    lastText = text;
    last = known.get(text) ?? dayIn(text);
    known.set(text, last);
    return last;
  };
}

function dayIn(text: unknown): string | null {
  const at = typeof text === 'string' ? processedAt(text) : null;
  return at === null ? null : dayOf(at);
}

/** More than there are combinations; what comes beyond is made anew for each row. */
const MOST_LABELS = 64;

function labels(shape: Shape): Interned['labels'] {
  const known: Labels[] = [];
  return (row) => {
    for (const each of known) if (shape.alike(each, row)) return each;
    const made = shape.labels(row, textOf);
    if (known.length < MOST_LABELS) known.push(made);
    return made;
  };
}

/** Null, "" and absent are alike; a number is taken while it still has all its digits. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : null;
}
