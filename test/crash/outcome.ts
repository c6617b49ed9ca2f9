/** What is left of a collection for those who ask, and what they were told, without when it was read. */
import { expect } from 'vitest';
import type { Message } from '../../lib/tell/message.ts';
import { openDoor } from '../functions/api/door.ts';
import { inProcessClient } from '../support/in-process-client.ts';
import type { Place } from './place.ts';

export interface Outcome extends Heard {
  /** By route. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** What went out, and what is known and waits to be told. */
interface Heard {
  readonly told: readonly string[];
  readonly waiting: number;
  /** Message by id. */
  readonly messages: Readonly<Record<string, string>>;
  /** Lines of the chat. */
  readonly chat: readonly string[];
}

/** An undisturbed run's, to hold others against. */
export interface Clean extends Outcome {
  readonly items: string;
}

const RANGE = 'from=2026-06-01&to=2026-12-31';
const ROUTES = [
  `/v1/usage?${RANGE}`,
  '/v1/overages?state=all',
  `/v1/coverage?${RANGE}`,
  `/v1/corrections?${RANGE}`,
  '/v1/customers?',
];

/** `times` are those of the runs: which of them read something is nobody's business. */
async function answersOf(place: Place, times: readonly string[]): Promise<Outcome['answers']> {
  const client = inProcessClient((operation, body) => place.table.answer(operation, body));
  const last = new Date(Date.parse(times.at(-1) ?? '') + 60_000);
  const door = openDoor({ name: 'seatwatch', client }, { now: () => last });
  const answers: Record<string, unknown> = {};
  for (const route of ROUTES) {
    const items = await door.walk(`${route}&limit=1000`);
    answers[route] = JSON.parse(timeless(JSON.stringify(items), times));
  }
  client.destroy();
  return answers;
}

function timeless(text: string, times: readonly string[]): string {
  const seconds = times.map((time) => `"N":"${Date.parse(time) / 1000}"`);
  return [...times, ...seconds].reduce((all, time) => all.replaceAll(time, 'the run'), text);
}

/** Items of the table but for runs and leases, which are of each run; nor does it matter how often one was written. */
function itemsOf(place: Place, times: readonly string[]): string[] {
  const { Items } = JSON.parse(place.table.answer('Scan', '{}').body) as {
    Items: Array<Record<string, { S?: string }>>;
  };
  return Items.filter(({ pk }) => !/^[RL]#/.test(pk?.S ?? ''))
    .map(({ v: _version, ...item }) => timeless(JSON.stringify(sorted(item)), times))
    .toSorted();
}

function heardFrom(place: Place, items: readonly string[]): Heard {
  const lines = place.posted.flatMap((body) => (JSON.parse(body) as { text: string }).text.split('\n').slice(1));
  return {
    told: items.filter((item) => item.includes('"pk":{"S":"T#')),
    waiting: items.filter((item) => item.includes('"pk":{"S":"M#')).length,
    messages: Object.fromEntries(messagesOf(place).map((message) => [message.id, JSON.stringify(sorted(message))])),
    chat: [...new Set(lines)].toSorted(),
  };
}

export async function cleanOf(place: Place, times: readonly string[]): Promise<Clean> {
  const items = itemsOf(place, times);
  return { ...heardFrom(place, items), answers: await answersOf(place, times), items: items.join('\n') };
}

/** Where the table is the same, so are the answers: they follow from it. */
export async function outcomeOf(place: Place, times: readonly string[], clean: Clean): Promise<Outcome> {
  const items = itemsOf(place, times);
  const isSame = items.join('\n') === clean.items;
  return { ...heardFrom(place, items), answers: isSame ? clean.answers : await answersOf(place, times) };
}

/** All that the topic got, in order. */
export const messagesOf = ({ published }: Place): Message[] =>
  published
    .flatMap((text) => text.split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Message);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]) => [name, sorted(one)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

export function expectSame(point: string, actual: Outcome, clean: Clean): void {
  expect({ point, ...actual, items: '' }).toEqual({ point, ...clean, items: '' });
}
