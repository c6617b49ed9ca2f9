const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** A `processedDateTime` as milliseconds; without an offset it is UTC. Null when it is no moment of the calendar. */
export function processedAt(text: string): number | null {
  const [, day, time = 'T00:00', offset = 'Z'] = DATE_TIME.exec(text) ?? [];
  if (day === undefined) return null;
  const midnight = Date.parse(`${day}T00:00Z`);
  // Date.parse would read 30 February as 2 March.
  if (Number.isNaN(midnight) || dayOf(midnight) !== day) return null;
  const at = Date.parse(`${day}${time.toUpperCase()}${offset.toUpperCase().replace(/(\d{2})(\d{2})$/, '$1:$2')}`);
  return Number.isNaN(at) || dayOf(at).length !== 10 ? null : at;
}

/** The UTC day of these milliseconds. */
export const dayOf = (at: number): string => new Date(at).toISOString().split('T', 1).join();
