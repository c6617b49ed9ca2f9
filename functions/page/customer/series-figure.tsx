import { useState } from 'preact/hooks';
import { nextPeriod } from '../../../lib/calendar.ts';
import type { Measure } from '../../../lib/usage.ts';
import { Chart } from '../chart/chart.tsx';
import type { UsageItem } from '../client/answers.ts';
import type { Formats } from '../language/formats.ts';
import { useFormats, useWords } from '../language/words.ts';
import { labelText, productName } from '../parts/product-name.ts';
import { type Series, stretches } from './series.ts';
import { summaryOf } from './summary.ts';
import { type CustomerWords, customerWords } from './words.ts';

/** One product's year: a picture, the same in a sentence, and the same as a table for whoever opens it. */
export function SeriesFigure({
  series,
  range,
}: {
  readonly series: Series;
  readonly range: readonly [number, number];
}) {
  const say = useWords(customerWords);
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const { newest, records } = series;
  const name = productName(newest, formats.language);
  const summary = summaryOf(series, say, formats);
  return (
    <figure class="figure">
      <figcaption>
        <span class="strong">{name}</span>
        <span class="under">{labelText(newest.labels)}</span>
      </figcaption>
      <Chart
        records={records}
        summary={`${name}: ${summary}`}
        range={range}
        tell={(one) => `${formats.period(one.period)}: ${readingOf(one, say, formats)}`}
      >
        <Key series={series} />
      </Chart>
      <p class="figure-summary">{summary}</p>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{say.asTable}</summary>
        {isOpen && <StretchTable series={series} caption={name} />}
      </details>
    </figure>
  );
}

/** What one record says, in the words of its measure. */
function readingOf(one: UsageItem, say: CustomerWords, formats: Formats): string {
  const { measure, entitled, consumed, exceeded, unit } = one;
  const text = say.reading[measure](formats.figure(consumed), formats.figure(entitled), unit ?? '');
  return exceeded === null || exceeded === 0 ? text : text + say.andOver(exceeded);
}

/** What is in use and what is held are called otherwise in each measure; there is nothing to hold of what is metered. */
function namesOf(
  measure: Measure,
  { columns }: CustomerWords,
): { readonly used: string; readonly held: string | null } {
  if (measure === 'metered') return { used: columns.metered.used, held: null };
  return columns[measure];
}

/** What the lines are; only of those that there are. */
function Key({ series: { newest, records } }: { readonly series: Series }) {
  const say = useWords(customerWords);
  const { used, held } = namesOf(newest.measure, say);
  return (
    <p class="chart-key">
      <span>{used}</span>
      {records.some(({ entitled }) => entitled !== null) && <span class="key-held">{held}</span>}
      {records.some(({ exceeded }) => (exceeded ?? 0) > 0) && <span class="key-over">{say.over}</span>}
      {records.some(({ corrections }) => corrections > 0) && <span class="key-corrected">{say.correctedKey}</span>}
    </p>
  );
}

function StretchTable({ series: { newest, records }, caption }: { readonly series: Series; readonly caption: string }) {
  const say = useWords(customerWords);
  const formats = useFormats();
  const { used, held } = namesOf(newest.measure, say);
  const isSeats = newest.measure === 'seats';
  return (
    <div class="scroll tall" role="region" aria-label={caption} tabIndex={0}>
      <table class="tight">
        <thead>
          <tr>
            <th scope="col">{say.period}</th>
            {[held, used, isSeats ? say.over : null].map(
              (column) =>
                column !== null && (
                  <th key={column} scope="col" class="number">
                    {column}
                  </th>
                ),
            )}
          </tr>
        </thead>
        <tbody class="lined">
          {stretches(records, nextPeriod).map((one) => (
            <tr key={one.from}>
              <th scope="row">
                {formats.period(one.from)}
                {one.to !== one.from && ` – ${formats.period(one.to)}`}
              </th>
              {held !== null && <td class="number">{formats.figure(one.entitled)}</td>}
              <td class="number">{formats.figure(one.consumed)}</td>
              {isSeats && (
                <td class={(one.exceeded ?? 0) > 0 ? 'number over-by' : 'number'}>{formats.figure(one.exceeded)}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
