/** Numbers, days and times as the reader's locale writes them. */
import { addDays } from '../../../lib/calendar.ts';
import type { Language } from './language.ts';

export interface Formats {
  readonly language: Language;
  readonly locale: string;
  number(value: number): string;
  /** Null is not zero: a dash, where the vendor does not say. */
  figure(value: number | null): string;
  share(value: number): string;
  /** `one` where the language's plural rules say so, else `other`. */
  plural(count: number, forms: { readonly one: string; readonly other: string }): string;
  /** A day or a month of the vendor's calendar, written as it is, in no zone. */
  period(period: string): string;
  /** The same without the year where that is `today`'s. */
  shortPeriod(period: string, today: string): string;
  /** An instant in the reader's zone, which is named. */
  instant(iso: string): string;
  /** One of these days: the same without the year. */
  shortInstant(iso: string): string;
  /** The time of day alone, its zone named. */
  clock(at: Date): string;
  /** How long ago, or in how long: `3 hours ago`. */
  distance(iso: string, now: Date): string;
  days(count: number): string;
  list(parts: readonly string[]): string;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const dateOf = (period: string): Date => new Date(`${period.length === 7 ? `${period}-01` : period}T00:00:00Z`);

/** `zone` undefined = that of the reader's machine. */
export function formatsFor(language: Language, locale: string, zone?: string): Formats {
  const timeZone = zone === undefined ? {} : { timeZone: zone };
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const shares = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const rules = new Intl.PluralRules(locale);
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
  const dayOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' });
  const monthOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });
  const instants = new Intl.DateTimeFormat(locale, {
    ...timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const recent = new Intl.DateTimeFormat(locale, {
    ...timeZone,
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const clock = new Intl.DateTimeFormat(locale, {
    ...timeZone,
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const daysLong = new Intl.NumberFormat(locale, { style: 'unit', unit: 'day', unitDisplay: 'long' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  const number = (value: number): string => numbers.format(value);
  const period = (text: string): string => (text.length === 7 ? month : day).format(dateOf(text));
  return {
    language,
    locale,
    number,
    figure: (value) => (value === null ? '–' : number(value)),
    share: (value) => shares.format(value),
    plural: (count, forms) => (rules.select(count) === 'one' ? forms.one : forms.other),
    period,
    shortPeriod: (text, today) => {
      if (text.slice(0, 4) !== today.slice(0, 4) && text < addDays(today, -300)) return period(text);
      return (text.length === 7 ? monthOfYear : dayOfYear).format(dateOf(text));
    },
    instant: (iso) => instants.format(new Date(iso)),
    shortInstant: (iso) => recent.format(new Date(iso)),
    clock: (at) => clock.format(at),
    distance: (iso, now) => {
      const away = new Date(iso).getTime() - now.getTime();
      const [unit, size] = UNITS.find(([, length]) => Math.abs(away) >= length) ?? ['minute', 60_000];
      return relative.format(Math.round(away / size), unit);
    },
    days: (count) => daysLong.format(count),
    list: (parts) => lists.format(parts),
  };
}
