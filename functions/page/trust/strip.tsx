import type { State, Told } from './coverage.ts';

/** Every state has a place and a height of its own, so that none needs its colour: [top, height] of 20. */
const SHAPES = {
  observed: [0, 20],
  provisional: [8, 12],
  failed: [0, 8],
  missing: [16, 4],
} as const satisfies Record<State, readonly [number, number]>;

/** So that a few bars stay bars. */
const FEWEST = 30;

/** A bar for each period, left to right; the words beside it say the same. */
export function Strip({
  periods,
  told,
}: {
  readonly periods: readonly string[];
  readonly told: ReadonlyMap<string, Told>;
}) {
  const gap = periods.length > 120 ? 0 : 2;
  return (
    <svg
      class="strip"
      viewBox={`0 0 ${Math.max(periods.length, FEWEST) * 10} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {periods.map((period, index) => {
        const one = told.get(period);
        return one && <Bar key={period} state={one.state} x={index * 10} width={10 - gap} />;
      })}
    </svg>
  );
}

function Bar({ state, x, width }: { readonly state: State; readonly x: number; readonly width: number }) {
  const [y, height] = SHAPES[state];
  return <rect class={`state-${state}`} x={x} y={y} width={width} height={height} />;
}

/** One bar, for the legend. */
export const Sample = ({ state }: { readonly state: State }) => (
  <svg class="sample" viewBox="0 0 8 20" width="8" height="20" aria-hidden="true">
    <Bar state={state} x={0} width={8} />
  </svg>
);
