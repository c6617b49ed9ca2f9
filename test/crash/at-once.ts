/** Several runs at once over one ledger, of which one may be killed. */
import type { CollectorProcess, Gate } from './collector-process.ts';
import { messagesOf, outcomeOf } from './outcome.ts';
import type { Crew, Scene } from './scene.ts';
import { type InFlight, signInAgain, type Strike, striking } from './strike.ts';

/** `strike` = null: nobody is killed. Requests are held up for moments that `random` draws, so that they mix. */
export async function atOnce(scene: Scene, crew: Crew, runs: number, strike: Strike | null, random: () => number) {
  const place = scene.place();
  const inFlight: InFlight = { token: null };
  const [at = '', later = ''] = scene.times;
  const alive: CollectorProcess[] = [];
  const mixed =
    (gate: Gate): Gate =>
    async (asked, next) => {
      await new Promise((resolve) => setTimeout(resolve, random() * 4));
      return gate(asked, next);
    };
  const ended = await Promise.all(
    Array.from({ length: runs }, (_, number) => {
      const own = number === 0 ? strike : null;
      return crew
        .strike(place, at, own === null, (process) => {
          alive.push(process);
          return mixed(striking(process, own ?? { at: 0, way: 'before' }, inFlight));
        })
        .then((outcome) => {
          // What a dead run holds ends by itself after a while: to the living that while goes by.
          if (outcome.killed) for (const process of alive) process.setNow(later);
          return outcome;
        });
    }),
  );
  const told = messagesOf(place).map(({ id }) => id);
  await signInAgain(place, inFlight);
  const { error } = await crew.run(place, scene.times[2] ?? '');
  if (error !== null) throw new Error(`the run after ${runs} at once failed: ${error}`);
  const messages = messagesOf(place).map(({ id }) => id);
  return { outcome: await outcomeOf(place, scene.times, scene.clean), ended, told, messages };
}
