/** A collection that is about to begin, as often as it takes: the first one ever, or the one two days later. */
import type { ProviderId } from '../../lib/usage.ts';
import { CollectorProcess, type Ended, type Gate } from './collector-process.ts';
import { type Clean, cleanOf } from './outcome.ts';
import { Place } from './place.ts';
import { isWhole } from '../support/attack.ts';
import { STORIES } from './stories.ts';

export interface Scene {
  readonly name: string;
  readonly provider: ProviderId;
  /** When each run takes place, in order: a lease of a dead run has ended by the next one. */
  readonly times: readonly string[];
  readonly place: () => Place;
  /** What one undisturbed run asks for, in order, and what it leaves. */
  readonly asked: readonly string[];
  readonly clean: Clean;
}

/** Processes that are loaded and wait, so that nobody waits for them. */
export class Crew {
  readonly #provider: ProviderId;
  readonly #spare: Array<Promise<CollectorProcess>>;
  readonly #lasting: CollectorProcess[] = [];
  readonly #most: number;
  readonly #months: number;

  constructor(provider: ProviderId, spare: number, months: number) {
    this.#provider = provider;
    this.#months = months;
    this.#most = spare;
    this.#spare = Array.from({ length: spare }, () => this.#start());
  }

  /** An undisturbed run, in a process that has seen others before. */
  run(place: Place, at: string, gate: Gate = (_, next) => next()): Promise<Ended> {
    return this.strike(place, at, true, () => gate);
  }

  /** A run through a gate that knows its process. `survives`: nobody is going to be killed, so it can run again. */
  async strike(place: Place, at: string, survives: boolean, gate: (process: CollectorProcess) => Gate): Promise<Ended> {
    const process = await ((survives ? this.#lasting.pop() : this.#spare.shift()) ?? this.#start());
    if (!survives && this.#spare.length < this.#most) this.#spare.push(this.#start());
    const ended = await process.run(place, { at, event: {} }, gate(process));
    if (survives) this.#lasting.push(process);
    else if (!ended.killed) await process.close();
    return ended;
  }

  #start(): Promise<CollectorProcess> {
    return CollectorProcess.start(this.#provider, this.#months);
  }

  async close(): Promise<void> {
    for (const one of [...this.#lasting, ...(await Promise.all(this.#spare))]) await one.close();
  }
}

const SECONDS_APART = 90;

const timesFrom = (at: string): string[] =>
  [0, 1, 2, 3].map((number) =>
    new Date(Date.parse(at) + number * SECONDS_APART * 1000).toISOString().replace('.000Z', 'Z'),
  );

/** Of a sample only the later one. */
export async function scenesOf(provider: ProviderId, crew: Crew): Promise<Scene[]> {
  const { first, second } = STORIES[provider];
  const fresh = (): Place => new Place(first.vendor());
  const before = fresh();
  await crew.run(before, first.at);
  const later = await sceneOf(provider, 'later', timesFrom(second.at), () => before.with(second.vendor()), crew);
  return isWhole ? [await sceneOf(provider, 'first', timesFrom(first.at), fresh, crew), later] : [later];
}

async function sceneOf(
  provider: ProviderId,
  name: string,
  times: readonly string[],
  place: () => Place,
  crew: Crew,
): Promise<Scene> {
  const asked: string[] = [];
  const clean = place();
  const { error } = await crew.run(clean, times[0] ?? '', async ({ service, what }, next) => {
    asked.push(`${service} ${what}`);
    return next();
  });
  if (error !== null) throw new Error(`the undisturbed run failed: ${error}`);
  return { name, provider, times, place, asked, clean: await cleanOf(clean, times) };
}
