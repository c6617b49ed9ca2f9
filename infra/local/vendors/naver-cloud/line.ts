/** Product lines of a contract and what their meters count. */
import { CODES, type CodeObject, type Unit, UNITS } from './codes.ts';

export interface Meter {
  readonly type: CodeObject;
  readonly unit: Unit;
  /** Whole base units over these days of one month, of which the month has `ofMonth`. */
  readonly quantity: (days: readonly string[], ofMonth: number) => number;
}

export interface Line {
  /** Neither contiguous nor sorted within a contract. */
  readonly sequence: string;
  readonly productCode: string;
  readonly kind: CodeObject;
  readonly rating: CodeObject;
  /** Bytes of storage. */
  readonly size: number;
  readonly meters: readonly Meter[];
}

export const GIB = 2 ** 30;

export const perDay = (type: CodeObject, unit: Unit, quantity: (day: string) => number): Meter => ({
  type,
  unit,
  quantity: (days) => days.reduce((sum, day) => sum + quantity(day), 0),
});

export const line = (
  sequence: string,
  productCode: string,
  kind: CodeObject,
  rating: CodeObject,
  ...meters: Meter[]
): Line => ({
  sequence,
  productCode,
  kind,
  rating,
  size: 0,
  meters,
});

export const storage = (sequence: string, productCode: string, rating: CodeObject, gigabytes: number): Line => ({
  ...line(sequence, productCode, CODES.storage, rating, {
    type: rating,
    unit: UNITS.gigabytes,
    quantity: (days, ofMonth) => Math.floor((gigabytes * GIB * days.length) / ofMonth),
  }),
  size: gigabytes * GIB,
});

const isWeekend = (day: string): boolean => new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0;

/** Seconds a server runs in a day; the rest of the day it stands still and is metered as that. */
export const RUNNING = {
  always: () => 86_400,
  office: (day: string) => (isWeekend(day) ? 0 : 43_200),
  hardly: (day: string) => (day.endsWith('15') ? 7200 : 0),
} as const;

export function server(sequence: string, productCode: string, running: (day: string) => number): Line {
  return line(
    sequence,
    productCode,
    CODES.server,
    CODES.server,
    perDay(CODES.server, UNITS.hours, running),
    perDay(CODES.stopped, UNITS.hours, (day) => 86_400 - running(day)),
  );
}
