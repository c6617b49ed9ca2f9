/**
 * What may be told of a thrown value in a log. Only our own messages are: those of others can quote an address, a
 * header or a body, and so a secret. A place in the code is told by the frames of the stack.
 */
import { SeatwatchError } from './errors.ts';

export interface ErrorFacts {
  readonly name: string;
  readonly code?: string;
  readonly message?: string;
  /** Of AWS: what its support asks for. */
  readonly requestId?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorFacts;
}

const FRAMES = 20;
const CAUSES = 4;

export function errorFacts(thrown: unknown, depth = CAUSES): ErrorFacts {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const { code, $metadata } = thrown as { code?: unknown; $metadata?: { requestId?: unknown } };
  const facts = { name: word(thrown.name) ?? 'Error', ...(word(code) === null ? {} : { code: String(code) }) };
  if (typeof $metadata === 'object' && $metadata !== null) {
    return { ...facts, ...(word($metadata.requestId) === null ? {} : { requestId: String($metadata.requestId) }) };
  }
  if (facts.code?.startsWith('UND_ERR')) return facts;
  return {
    ...facts,
    ...(thrown instanceof SeatwatchError ? { message: thrown.message } : {}),
    stack: frames(thrown),
    ...(thrown.cause === undefined || depth === 0 ? {} : { cause: errorFacts(thrown.cause, depth - 1) }),
  };
}

/** Names and codes are single words; anything else is not taken for one. */
const word = (value: unknown): string | null =>
  typeof value === 'string' && /^[\w.:-]{1,100}$/.test(value) ? value : null;

function frames({ stack = '', message }: Error): string[] {
  // The message stands in the stack too, and may have lines that look like frames.
  const at = message === '' ? -1 : stack.indexOf(message);
  const below = at < 0 ? stack : stack.slice(at + message.length);
  return below
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '))
    .slice(0, FRAMES);
}
