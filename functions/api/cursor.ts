/** Where a walk goes on: the question it belongs to and the place behind which the next page begins. */
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { badParameter } from './problem.ts';

/** The question as it was understood: filters and range, defaults included. */
export type Question = Readonly<Record<string, string>>;

const content = v.object({
  r: v.string(),
  q: v.record(v.string(), v.string()),
  p: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(8)),
});

const CHECK_LENGTH = 8;
const checkOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, CHECK_LENGTH);

export function writeCursor(route: string, question: Question, place: readonly string[]): string {
  const text = Buffer.from(JSON.stringify({ r: route, q: question, p: place })).toString('base64url');
  return `${text}${checkOf(text)}`;
}

/**
 * What the cursor holds. `given` are the filters that the request repeats. Throws a 400 that names the cursor when it is
 * not one of this route, or the parameter that differs from what it was made with.
 */
export function readCursor(
  route: string,
  cursor: string,
  given: Readonly<Record<string, string | undefined>>,
): { readonly question: Question; readonly place: readonly string[] } {
  const text = cursor.slice(0, -CHECK_LENGTH);
  const parsed = v.safeParse(content, cursor === `${text}${checkOf(text)}` ? jsonOf(text) : null);
  if (!parsed.success) throw badParameter('cursor', 'is not a cursor that this API gave out');
  const { r, q, p } = parsed.output;
  if (r !== route) throw badParameter('cursor', 'belongs to another route');
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value !== q[name]) {
      throw badParameter(name, 'differs from what the cursor was made with');
    }
  }
  return { question: q, place: p };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
