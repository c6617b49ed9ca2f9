/**
 * One line of JSON for each thing worth keeping. A line holds the words and facts it was given and nothing else:
 * no event, no environment, and of an error only what `error-facts` tells. `POWERTOOLS_LOG_LEVEL` quietens it.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { errorFacts } from './error-facts.ts';

/** Values by name. What people must not read in a log is not a fact: no secret, no personal data, no raw body. */
export type Facts = Readonly<Record<string, unknown>>;

const lines = new Logger({ serviceName: 'seatwatch' });

export const logger = {
  info: (message: string, facts: Facts = {}): void => lines.info(message, told(facts)),
  warn: (message: string, facts: Facts = {}): void => lines.warn(message, told(facts)),
} as const;

/** Code, message and place of our own errors; name, code and place of all others and of what caused them. */
export function logError(message: string, thrown: unknown, facts: Facts = {}): void {
  lines.error(message, { ...told(facts), error: errorFacts(thrown) });
}

const DEPTH = 6;

/** Errors among the facts, however deep, are told like any other error. */
function told(facts: object, depth = DEPTH): Record<string, unknown> {
  const safe = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    if (value instanceof Error) return errorFacts(value);
    if (depth === 0) return '…';
    return Array.isArray(value) ? Object.values(told(value, depth - 1)) : told(value, depth - 1);
  };
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, safe(value)]));
}
