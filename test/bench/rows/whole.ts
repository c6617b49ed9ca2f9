import type { Measured } from '../program.ts';

/** The time of a baseline that wrote only a part of its rows, for all of them; of any other program its time. */
export function whole({ wallMs, facts }: Measured): number {
  const { rows = 0, sampled = 0, sampleMs = 0, allMs = 0 } = facts;
  return sampled === 0 ? wallMs : wallMs - allMs + (sampleMs / sampled) * rows;
}
