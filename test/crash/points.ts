/** Which points are tried: all of them, or a few that a seed draws. */
import type { Scene } from './scene.ts';
import { type Strike, killsAt } from './strike.ts';

export const isWhole = process.env['SEATWATCH_ATTACK'] === 'whole';
export const seed = Number(process.env['SEATWATCH_SEED'] ?? 1);

/** Numbers in [0, 1), the same for the same seed. */
export function drawing(start: number): () => number {
  let state = Math.imul(start ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const killsOf = (scene: Scene): Strike[] =>
  scene.asked.flatMap((_, index) => killsAt(scene, index + 1).map((way) => ({ at: index + 1, way })));

/** So many of them, spread over the whole by chance. */
export function some<T>(all: readonly T[], count: number, random: () => number): T[] {
  const left = [...all];
  return Array.from({ length: Math.min(count, left.length) }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
