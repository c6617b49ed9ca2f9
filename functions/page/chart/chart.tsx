/** The year of one series. Its figures are told in words and in a table beside it; this is the picture of them. */
import type { ComponentChildren } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type UPlot from 'uplot';
import type { UsageItem } from '../client/answers.ts';
import { ChosenContext } from '../frame/choices.tsx';
import { useFormats } from '../language/words.ts';
import { chartOptions, type Inks } from './options.ts';
import { pointsOf } from './points.ts';

export interface ChartProps {
  readonly records: readonly UsageItem[];
  /** Said in place of the picture. */
  readonly summary: string;
  /** First and last second of the axis. */
  readonly range: readonly [from: number, to: number];
  /** What is told of the period under the pointer. */
  readonly tell: (record: UsageItem) => string;
  /** What the lines are. */
  readonly children: ComponentChildren;
}

const HEIGHT = 190;

/** The theme's colours as it resolves them: a custom property alone would only repeat what the style sheet says. */
function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const ink = (name: string): string => {
    element.setAttribute('data-ink', name);
    return style.color;
  };
  const inks: Inks = {
    held: ink('held'),
    used: ink('used'),
    act: ink('act'),
    quiet: ink('quiet'),
    line: ink('line'),
    under: ink('under'),
    wash: ink('wash'),
    font: `12px ${style.fontFamily}`,
  };
  element.removeAttribute('data-ink');
  return inks;
}

export function Chart({ records, summary, range, tell, children }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const told = useRef<HTMLParagraphElement>(null);
  const formats = useFormats();
  const { theme } = useContext(ChosenContext);
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const points = pointsOf(records);
    const byPeriod = new Map(records.map((one) => [one.period, one]));
    const pointed = (index: number | null): void => {
      const record = byPeriod.get(index === null ? '' : (points.periods[index] ?? ''));
      if (told.current) told.current.textContent = record ? tell(record) : '';
    };
    let chart: UPlot | undefined;
    let isGone = false;
    const dark = globalThis.matchMedia('(prefers-color-scheme: dark)');
    const draw = async (): Promise<void> => {
      const { default: Plot } = await import('uplot');
      if (isGone) return;
      chart?.destroy();
      const options = chartOptions({ inks: inksOf(element), formats, range, pointed });
      const { at, entitled, consumed, overFrom, overTo, corrected, alone } = points;
      const size = { width: element.clientWidth, height: HEIGHT };
      chart = new Plot({ ...options, ...size }, [at, entitled, consumed, overFrom, overTo, corrected, alone], element);
    };
    const redraw = (): void => void draw();
    const sized = new ResizeObserver(() => chart?.setSize({ width: element.clientWidth, height: HEIGHT }));
    redraw();
    sized.observe(element);
    dark.addEventListener('change', redraw);
    return () => {
      isGone = true;
      sized.disconnect();
      dark.removeEventListener('change', redraw);
      chart?.destroy();
    };
  }, [records, formats, theme, range[0], range[1]]);
  return (
    <>
      <div class="chart" ref={place} role="img" aria-label={summary} />
      <div class="chart-foot" aria-hidden="true">
        {children}
        <p class="chart-told" ref={told} />
      </div>
    </>
  );
}
