import { useState } from 'preact/hooks';
import { nextPeriod } from '../../../lib/calendar.ts';
import type { Measure } from '../../../lib/usage.ts';
import { useWords } from '../language/words.ts';
import { ProductTable } from './product-table.tsx';
import type { Year } from './questions.ts';
import type { Series } from './series.ts';
import { SeriesFigure } from './series-figure.tsx';
import { customerWords } from './words.ts';

/** Pictures that are drawn without being asked for. */
const FIRST = 6;

const seconds = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 1000;

/** One measure and no other: what it counts cannot be compared with what the others count. */
export function MeasureSection({
  measure,
  series,
  year,
}: {
  readonly measure: Measure;
  readonly series: readonly Series[];
  readonly year: Year;
}) {
  const say = useWords(customerWords);
  const { title, text } = say.measures[measure];
  const [isWhole, setWhole] = useState(false);
  if (series.length === 0) return null;
  const shown = isWhole ? series : series.slice(0, FIRST);
  const range: [number, number] = [seconds(year.from), seconds(nextPeriod(year.to))];
  return (
    <section>
      <h2 id={`measure-${measure}`}>{title}</h2>
      <p class="quiet">{text}</p>
      <ProductTable measure={measure} series={series} caption={title} />
      <div class="figures">
        {shown.map((one) => (
          <SeriesFigure key={one.key} series={one} range={range} />
        ))}
      </div>
      {shown.length < series.length && (
        <button type="button" class="button" onClick={() => setWhole(true)}>
          {say.moreCharts(series.length - shown.length)}
        </button>
      )}
    </section>
  );
}
