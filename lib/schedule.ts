/**
 * When a collector ticks, in the words of EventBridge Scheduler: `rate(1 hour)` or `cron(0 6 * * ? *)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const UNIT_MINUTES = { minute: 1, hour: 60, day: DAY_MINUTES } as const;

/** The longest time between two ticks in minutes, at most a day. What cannot be told, or is longer, is null. */
export function longestGap(expression: string): number | null {
  const gap = ofRate(expression) ?? ofCron(expression);
  return gap !== null && gap <= DAY_MINUTES ? gap : null;
}

function ofRate(expression: string): number | null {
  const [, digits, unit, plural] = /^rate\(([1-9]\d{0,5}) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const count = Number(digits);
  // One hour, two hours: Scheduler insists on the grammar.
  if (unit === undefined || (count === 1) !== (plural === '')) return null;
  return count * UNIT_MINUTES[unit as keyof typeof UNIT_MINUTES];
}

function ofCron(expression: string): number | null {
  const ticks = minutesOfDay(expression);
  if (ticks === null) return null;
  const gaps = ticks.map((tick, at) => tick - (ticks[at - 1] ?? (ticks.at(-1) ?? 0) - DAY_MINUTES));
  return Math.max(...gaps);
}

/** The minutes of a day at which a cron expression ticks, in order. */
function minutesOfDay(expression: string): number[] | null {
  // Minutes and hours are free. A schedule that left out days would leave out readings that no later day can make up for.
  const [, minuteField = '', hourField = ''] = /^cron\((\S+) (\S+) (?:\* \* \?|\? \* \*) \*\)$/.exec(expression) ?? [];
  const minutes = valuesOf(minuteField, 59);
  const hours = valuesOf(hourField, 23);
  if (minutes === null || hours === null) return null;
  return hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute)).toSorted((a, b) => a - b);
}

/** The first tick after this instant; a rate ticks at its multiples since 1970, every hour on the hour. */
export function nextTick(expression: string, timeZone: string, after: Date): Date {
  const minute = Math.floor(after.getTime() / MINUTE_MS);
  const rate = ofRate(expression);
  if (rate !== null) return new Date((Math.floor(minute / rate) + 1) * rate * MINUTE_MS);
  const ticks = new Set(minutesOfDay(expression));
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
  // Two days are enough even where a change to summer time leaves out the hour of the only tick.
  for (let next = minute + 1; next <= minute + 2 * DAY_MINUTES; next++) {
    const at = new Date(next * MINUTE_MS);
    const [hour = 0, rest = 0] = clock.format(at).split(':').map(Number);
    if (ticks.has(hour * 60 + rest)) return at;
  }
  throw new RangeError(`no schedule with a tick a day: ${expression}`);
}

/** The numbers of a cron field: `*`, `5`, `8-18`, `0/15` and lists of these; null for anything else. */
function valuesOf(field: string, most: number): number[] | null {
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [, start, end, step] = /^(\*|\d{1,2})(?:-(\d{1,2})|\/([1-9]\d?))?$/.exec(part) ?? [];
    if (start === undefined || (start === '*' && end !== undefined)) return null;
    const first = start === '*' ? 0 : Number(start);
    const last = end !== undefined ? Number(end) : start === '*' || step !== undefined ? most : first;
    if (first > last || last > most) return null;
    for (let value = first; value <= last; value += Number(step ?? 1)) found.add(value);
  }
  return [...found];
}
