/** Which points are tried: all of them, or a few that a seed draws. */
import type { Scene } from './scene.ts';
import { type Strike, killsAt } from './strike.ts';

export const killsOf = (scene: Scene): Strike[] =>
  scene.asked.flatMap((_, index) => killsAt(scene, index + 1).map((way) => ({ at: index + 1, way })));

/** So many of them, spread over the whole by chance. */
export function some<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
