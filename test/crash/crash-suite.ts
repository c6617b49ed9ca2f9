/** What every collector must stand: killed at any request, out of time at any request, several at once. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inParallel } from '../../lib/ledger/client.ts';
import type { ProviderId } from '../../lib/usage.ts';
import { atOnce } from './at-once.ts';
import { expectSame } from './outcome.ts';
import { drawing, isWhole, seed } from '../support/attack.ts';
import { killsOf, some } from './points.ts';
import { Crew, type Scene, scenesOf } from './scene.ts';
import { afterStrikes, nameOf, type Strike } from './strike.ts';

const HOURS = { timeout: 3_600_000 };
const PAIRS = isWhole ? 10 : 0;
const AT_ONCE = isWhole
  ? ([
      [2, 4],
      [5, 1],
    ] as const)
  : ([[2, 1]] as const);

/** A provider's collections and those who do them. */
interface Stage {
  readonly crew: Crew;
  readonly scenes: readonly Scene[];
}

async function stageOf(provider: ProviderId, months: number): Promise<Stage> {
  const crew = new Crew(provider, isWhole ? 2 : 0, months);
  return { crew, scenes: await scenesOf(provider, crew) };
}

export function crashSuite(provider: ProviderId): void {
  /** For what chance draws: LINE WORKS over two months, of which an overage can span both. */
  let stage: Stage;
  /** For every point: LINE WORKS over one month, which asks for half as much. */
  let short: Stage;
  beforeAll(async () => {
    stage = await stageOf(provider, 2);
    short = isWhole && provider === 'line-works' ? await stageOf(provider, 1) : stage;
  }, HOURS.timeout);
  afterAll(async () => {
    for (const { crew } of new Set([stage, short])) await crew.close();
  });

  /** Two at a time: while one dies, the other lives. */
  async function tried(crew: Crew, scene: Scene, all: ReadonlyArray<readonly Strike[]>, what: string): Promise<number> {
    let tokens = 0;
    let same = 0;
    await inParallel(all, 2, async (strikes) => {
      const { outcome, lost } = await afterStrikes(scene, crew, strikes);
      expectSame(nameOf(scene, strikes), outcome, scene.clean);
      tokens += lost;
      same++;
    });
    const lost = tokens === 0 ? '' : `, at ${tokens} of them with a refresh token that is given once`;
    console.log(`${provider}, ${scene.name} collection of ${scene.asked.length} requests: ${what}${lost}`);
    return same;
  }

  test(
    'a run killed at any request, and run again, leaves what one undisturbed run leaves, and tells it once',
    HOURS,
    async () => {
      const { crew, scenes } = short;
      for (const scene of scenes) {
        const all = killsOf(scene);
        const chosen = isWhole ? all : some(all, 1, drawing(seed));
        const alone = chosen.map((strike) => [strike]);
        expect(await tried(crew, scene, alone, `killed at ${chosen.length} of ${all.length} points`)).toBe(
          chosen.length,
        );
      }
    },
  );

  test.runIf(isWhole)('and so does one whose next run is killed too', HOURS, async () => {
    const random = drawing(seed + 1);
    const { crew, scenes } = stage;
    for (const scene of scenes) {
      const pairs = Array.from({ length: PAIRS }, () => some(killsOf(scene), 2, random));
      expect(await tried(crew, scene, pairs, `killed twice in a row at ${pairs.length} pairs of points`)).toBe(PAIRS);
    }
  });

  test('a run whose time is over at any request leaves to the next one what it could not do', HOURS, async () => {
    const { crew, scenes } = short;
    for (const scene of scenes) {
      const all = scene.asked.map((_, index): Strike => ({ at: index + 1, way: 'time' }));
      const chosen = isWhole ? all : some(all, 1, drawing(seed));
      const alone = chosen.map((strike) => [strike]);
      expect(await tried(crew, scene, alone, `out of time at ${chosen.length} of ${all.length} points`)).toBe(
        chosen.length,
      );
    }
  });

  test('runs at once leave what one leaves and tell it once, also when one of them is killed', HOURS, async () => {
    const random = drawing(seed + 2);
    const { crew, scenes } = stage;
    for (const scene of scenes) {
      for (const [runs, times] of AT_ONCE) {
        for (let time = 0; time < times; time++) {
          const whole = await atOnce(scene, crew, runs, null, random);
          expectSame(`${scene.name}: ${runs} at once`, whole.outcome, scene.clean);
          expect(whole.ended.map(({ error }) => error)).toEqual(Array(runs).fill(null));
          expect(whole.messages.toSorted()).toEqual(Object.keys(scene.clean.messages).toSorted());
          if (!isWhole) continue;
          const [strike = null] = some(killsOf(scene), 1, random);
          const maimed = await atOnce(scene, crew, runs, strike, random);
          expectSame(`${scene.name}: ${runs} at once, ${strike?.way} ${strike?.at}`, maimed.outcome, scene.clean);
        }
        console.log(
          `${provider}, ${scene.name} collection: ${runs} at once, ${times} times${isWhole ? `, and ${times} times with one killed` : ''}`,
        );
      }
    }
  });
}
