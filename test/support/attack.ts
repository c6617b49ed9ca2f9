/** How long an attack takes, and the chance that it is left to. */

/** All of it, and not the few points and days that a seed draws. */
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
