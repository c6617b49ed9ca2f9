/** Where and how a run meets its end, and what the runs after it make of what it left. */
import type { CollectorProcess, Gate } from './collector-process.ts';
import { messagesOf, outcomeOf } from './outcome.ts';
import type { Asked, Place } from './place.ts';
import type { Crew, Scene } from './scene.ts';

/**
 * `before`: killed when the request arrives, which is never done. `after`: killed when it was done and before its answer.
 * `half`: of a batch of writes the first half is done. `time`: no time is left, and nobody is killed.
 */
export type Way = 'before' | 'after' | 'half' | 'time';

export interface Strike {
  /** Which request, from 1. */
  readonly at: number;
  readonly way: Way;
}

export const killsAt = (scene: Scene, at: number): Way[] => [
  'after',
  ...(scene.asked[at - 1] === 'DynamoDB BatchWriteItem' ? (['half'] as const) : []),
  // What is never done is like what follows the request before, but for the first.
  ...(at === 1 ? (['before'] as const) : []),
];

/** Whether a vendor has given a token that nobody has stored, and which. */
export interface InFlight {
  token: string | null;
}

export function striking(process: CollectorProcess, { at, way }: Strike, inFlight: InFlight): Gate {
  let count = 0;
  return async (asked, next) => {
    const isLast = ++count === at;
    if (isLast && way === 'before') return process.kill();
    if (isLast && way === 'time') await process.endTime();
    if (isLast && way === 'half') {
      await next(halved(asked));
      return process.kill();
    }
    const answer = await next();
    if (asked.what === 'POST /oauth2/v2.0/token') {
      // A refusal takes back nothing: the token that was given before it is still the one that is good.
      inFlight.token = (JSON.parse(answer.body) as { refresh_token?: string }).refresh_token ?? inFlight.token;
    }
    if (asked.what === 'PutSecretValue') inFlight.token = null;
    return isLast && way === 'after' ? process.kill() : answer;
  };
}

function halved(asked: Asked): Asked {
  const { RequestItems } = JSON.parse(asked.request.body) as { RequestItems: Record<string, unknown[]> };
  const half = Object.entries(RequestItems).map(([table, all]) => [table, all.slice(0, Math.ceil(all.length / 2))]);
  return { ...asked, request: { ...asked.request, body: JSON.stringify({ RequestItems: Object.fromEntries(half) }) } };
}

export const nameOf = ({ provider, name, asked }: Scene, strikes: readonly Strike[]): string =>
  `${provider}, ${name}: ${strikes.map(({ at, way }) => `${way} ${at} (${asked[at - 1] ?? 'nothing'})`).join(', then ')}`;

/** One run after the other is struck; then one goes on to its end, and everything is as after one undisturbed run. */
export async function afterStrikes(scene: Scene, crew: Crew, strikes: readonly Strike[]) {
  const place = scene.place();
  const inFlight: InFlight = { token: null };
  let lost = 0;
  let number = 0;
  for (const strike of strikes) {
    await crew.strike(place, scene.times[number++] ?? '', strike.way === 'time', (process) =>
      striking(process, strike, inFlight),
    );
    lost += await signInAgain(place, inFlight);
  }
  const { error } = await crew.run(place, scene.times[number] ?? '');
  if (error !== null) throw new Error(`${nameOf(scene, strikes)}: the next run failed: ${error}`);
  return { outcome: await outcomeOf(place, scene.times, scene.clean), messages: messagesOf(place), lost };
}

/**
 * A vendor that takes back a refresh token when it gives the next one, and a run that dies with the next one in its hands:
 * no software can help. A person signs in again, which here is the token that was lost.
 */
export async function signInAgain(place: Place, inFlight: InFlight): Promise<number> {
  const { token } = inFlight;
  if (token === null) return 0;
  const id = `seatwatch/${place.vendor.id}`;
  place.secrets.set(
    id,
    JSON.stringify({ ...(JSON.parse(place.secrets.get(id) ?? '{}') as object), refreshToken: token }),
  );
  inFlight.token = null;
  return 1;
}
