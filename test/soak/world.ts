/**
 * A year at a vendor, day after day: seats go up and down, customers come and go, products are dropped and taken up
 * again, days are missing, and history that can still change is put right. All of it follows from one seed.
 */
import { addDays, monthOf, nextPeriod } from '../../lib/calendar.ts';
import type { Period } from '../../lib/usage.ts';

export interface Cell {
  readonly held: number;
  readonly used: number;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  listed: boolean;
}

/** How one dataset of a vendor tells its story. */
export interface Shape {
  readonly dataset: string;
  readonly products: number;
  /** Of whom it tells; null = of the members. */
  readonly only: string | null;
  /** The period of what is told on a day: the day itself, its month, or the day of the last processing. */
  readonly period: (day: string, product: number) => Period;
  /** Periods that the vendor may still put right on a day, at least three days before it cannot any more. */
  readonly open: (day: string) => readonly Period[];
}

const HELD = 10;
const MOST_MEMBERS = 6;

export class World {
  readonly members: Member[] = [];
  readonly #shapes: readonly Shape[];
  readonly #random: () => number;
  readonly #idOf: (number: number) => string;
  readonly #cells = new Map<string, Map<Period, Cell>>();
  readonly #dropped = new Set<string>();
  readonly #level = new Map<string, number>();

  constructor(shapes: readonly Shape[], random: () => number, idOf: (number: number) => string) {
    this.#shapes = shapes;
    this.#random = random;
    this.#idOf = idOf;
    for (let count = 0; count < 3; count++) this.#join();
  }

  cellsOf(dataset: string, customer: string, product: number): ReadonlyMap<Period, Cell> {
    return this.#cells.get(keyOf(dataset, customer, product)) ?? new Map<Period, Cell>();
  }

  get listed(): readonly Member[] {
    return this.members.filter(({ listed }) => listed);
  }

  /** A day begins: what will be told of it is settled, and what was told may be put right. */
  pass(day: string): void {
    if (this.#happens(0.02) && this.members.length < MOST_MEMBERS) this.#join();
    for (const member of this.members) if (this.#happens(member.listed ? 0.01 : 0.06)) member.listed = !member.listed;
    for (const shape of this.#shapes) {
      for (const customer of this.#told(shape)) this.#tell(shape, customer, day);
      if (this.#happens(0.3)) this.#correct(shape, day);
    }
  }

  #tell(shape: Shape, customer: string, day: string): void {
    // Now and then a day holds nothing of a customer.
    const isGap = this.#happens(0.02);
    for (let product = 0; product < shape.products; product++) {
      const key = keyOf(shape.dataset, customer, product);
      if (this.#happens(this.#dropped.has(key) ? 0.1 : 0.01)) flip(this.#dropped, key);
      if (isGap || this.#dropped.has(key)) continue;
      const level = Math.min(15, Math.max(4, (this.#level.get(key) ?? 8) + Math.floor(this.#random() * 3) - 1));
      this.#level.set(key, level);
      this.#cellsOf(key).set(shape.period(day, product), { held: HELD, used: level });
    }
  }

  #correct(shape: Shape, day: string): void {
    const told = this.#told(shape);
    const customer = told[Math.floor(this.#random() * told.length)];
    const open = shape.open(day);
    const period = open[Math.floor(this.#random() * open.length)];
    if (customer === undefined || period === undefined) return;
    const cells = this.#cellsOf(keyOf(shape.dataset, customer, Math.floor(this.#random() * shape.products)));
    if (this.#happens(0.3)) cells.delete(period);
    else if (cells.has(period) || this.#happens(0.3)) {
      cells.set(period, { held: HELD, used: 4 + Math.floor(this.#random() * 12) });
    }
  }

  #told({ only }: Shape): string[] {
    return only === null ? this.listed.map(({ id }) => id) : [only];
  }

  #cellsOf(key: string): Map<Period, Cell> {
    const cells = this.#cells.get(key) ?? new Map<Period, Cell>();
    this.#cells.set(key, cells);
    return cells;
  }

  #join(): void {
    const number = this.members.length + 1;
    this.members.push({ id: this.#idOf(number), name: `Company ${number}`, listed: true });
  }

  #happens(share: number): boolean {
    return this.#random() < share;
  }
}

const keyOf = (dataset: string, customer: string, product: number): string => `${dataset}#${customer}#${product}`;

function flip(set: Set<string>, key: string): void {
  if (!set.delete(key)) set.add(key);
}

/** The days before this one, the newest first. */
export const daysBefore = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addDays(day, -1 - index));

/** This month, and the one before until so many days of this one are over. */
export const monthsOpen = (day: string, days: number): string[] =>
  Number(day.slice(8)) <= days ? [monthOf(day), nextPeriod(monthOf(day), -1)] : [monthOf(day)];
