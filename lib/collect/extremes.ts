/** Of periods of which there may be none. */
import type { Period } from '../usage.ts';

export const least = (a: Period | null, b: Period | null): Period | null =>
  a === null || (b !== null && b < a) ? b : a;
export const most = (a: Period | null, b: Period | null): Period | null =>
  a === null || (b !== null && b > a) ? b : a;
