/**
 * Days and months as plain text in a named zone. A day is `YYYY-MM-DD`, a month `YYYY-MM`;
 * both sort as text, and a month sorts before its own days.
 */

export type Grain = 'day' | 'month';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const formats = new Map<string, Intl.DateTimeFormat>();
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Zones whose clocks have not been turned since 1988, and by how many hours they are ahead of UTC. */
const AHEAD: Readonly<Record<string, number>> = { 'Asia/Seoul': 9, 'Asia/Tokyo': 9 };
const STILL_SINCE = Date.parse('1989-01-01T00:00:00Z');

/** Undefined where Intl has to be asked, which takes 30 ms to load what it knows of zones: a sixth of a cold start. */
const aheadMs = (zone: string, at: number): number | undefined => {
  if (zone === 'UTC') return 0;
  const hours = AHEAD[zone];
  return at >= STILL_SINCE && hours !== undefined ? hours * HOUR_MS : undefined;
};

/** The calendar day in `zone` (IANA name) at this instant. */
export function dayIn(zone: string, at: Date): string {
  const ahead = aheadMs(zone, at.getTime());
  if (ahead !== undefined) return new Date(at.getTime() + ahead).toISOString().slice(0, 10);
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(at);
}

/** True for a `YYYY-MM-DD` that exists: 2025-02-29 does not. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

export const isMonth = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** Days from `from` to `to`: 0 when equal, negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);

export const monthOf = (day: string): string => day.slice(0, 7);

export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`;
}

export const firstDay = (period: string): string => (period.length === 7 ? `${period}-01` : period);

export const lastDay = (period: string): string =>
  period.length === 7 ? addDays(`${addMonths(period, 1)}-01`, -1) : period;

/** The period of this grain that holds the day. */
export const periodOf = (grain: Grain, day: string): string => (grain === 'month' ? monthOf(day) : day);

export const nextPeriod = (period: string, count = 1): string =>
  period.length === 7 ? addMonths(period, count) : addDays(period, count);

/** Every period of one grain from `from` to `to`, both inclusive, oldest first. */
export function* periods(from: string, to: string): Generator<string> {
  for (let period = from; period <= to; period = nextPeriod(period)) yield period;
}

/** The instant at which this day begins in `zone`; right for zones with daylight saving too. */
export function startOfDay(day: string, zone: string): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const ahead = aheadMs(zone, utc);
  if (ahead !== undefined) return new Date(utc - ahead);
  const known = starts.get(`${zone}#${day}`);
  if (known !== undefined) return new Date(known);
  // Midnight there lies within 14 h of midnight UTC: try the offset at each guess until it holds.
  let at = utc;
  for (let round = 0; round < 3; round++) at = utc - offsetMs(zone, new Date(at));
  if (starts.size > 10_000) starts.clear();
  starts.set(`${zone}#${day}`, at);
  return new Date(at);
}

/** Asking Intl costs a hundred times what the sum costs, and the same days are asked for again and again. */
const starts = new Map<string, number>();

/** UTC, ISO 8601, whole seconds: `2026-11-21T02:00:11Z`. */
export const instant = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

function offsetMs(zone: string, at: Date): number {
  let format = clocks.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    clocks.set(zone, format);
  }
  const parts = format.formatToParts(at);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '00';
  const local = Date.parse(
    `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`,
  );
  return local - Math.floor(at.getTime() / 1000) * 1000;
}
