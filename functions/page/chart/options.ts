/** How a chart looks: no grid to speak of, no legend, one colour for what is over. */
import type UPlot from 'uplot';
import type { Formats } from '../language/formats.ts';

export interface Inks {
  readonly held: string;
  readonly used: string;
  readonly act: string;
  readonly quiet: string;
  readonly line: string;
  /** Below what is in use, and what is over. */
  readonly under: string;
  readonly wash: string;
  readonly font: string;
}

export interface Look {
  readonly inks: Inks;
  readonly formats: Formats;
  readonly range: readonly [from: number, to: number];
  /** Hears of the point under the pointer; null when it leaves. */
  readonly pointed: (index: number | null) => void;
}

/** The places of the lines in the data, after the times. */
const OVER_FROM = 3;
const OVER_TO = 4;

const MONTH = 30 * 86_400;

/** Enough above the highest line to see that it is the highest; from zero, for seats are counted from there. */
export function heightOf(highest: number | null): [number, number] {
  return [0, Math.max(4, (highest ?? 0) * 1.12)];
}

/** A line of which nothing but its points is drawn. */
const dots = (ink: string, size: number): UPlot.Series => ({
  stroke: ink,
  width: 0,
  paths: () => null,
  points: { show: true, size, width: 1.5, fill: ink },
});

export function chartOptions({ inks, formats, range, pointed }: Look): Omit<UPlot.Options, 'width' | 'height'> {
  const none = { show: false } as const;
  const axis: UPlot.Axis = {
    stroke: inks.quiet,
    font: inks.font,
    grid: { stroke: inks.line, width: 1 },
    ticks: none,
    border: none,
  };
  const days = new Intl.DateTimeFormat(formats.locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const months = new Intl.DateTimeFormat(formats.locale, { timeZone: 'UTC', month: 'short' });
  const compact = new Intl.NumberFormat(formats.locale, { notation: 'compact', maximumFractionDigits: 1 });
  const edge: UPlot.Series = { stroke: 'transparent', width: 0, points: none };
  return {
    legend: none,
    padding: [8, 4, 0, 0],
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 6, stroke: inks.used, fill: inks.used } },
    scales: { x: { time: true, range: [...range] }, y: { range: (_, __, highest) => heightOf(highest) } },
    tzDate: (seconds) => {
      // The vendor's own calendar, whatever the reader's zone: read as if it were here.
      const at = new Date(seconds * 1000);
      return new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
    },
    axes: [
      {
        ...axis,
        grid: none,
        size: 30,
        space: 64,
        values: (_, splits, __, ___, step) =>
          splits.map((at) => (step >= MONTH * 0.9 ? months : days).format(new Date(at * 1000))),
      },
      { ...axis, size: 48, space: 36, values: (_, splits) => splits.map((value) => compact.format(value)) },
    ],
    series: [
      {},
      { stroke: inks.held, width: 1.5, dash: [6, 4], points: none },
      { stroke: inks.used, width: 1.75, fill: inks.under, points: none },
      // After what is in use, and so drawn over it.
      edge,
      edge,
      dots(inks.act, 7),
      dots(inks.used, 4),
    ],
    bands: [{ series: [OVER_TO, OVER_FROM], fill: inks.wash, dir: -1 }],
    hooks: {
      setCursor: [({ cursor }) => pointed(cursor.left === undefined || cursor.left < 0 ? null : (cursor.idx ?? null))],
    },
  };
}
