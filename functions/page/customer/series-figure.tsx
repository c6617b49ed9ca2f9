import { useState } from 'preact/hooks';
import { nextPeriod } from '../../../lib/calendar.ts';
import { Chart } from '../chart/chart.tsx';
import { useFormats, useWords } from '../language/words.ts';
import { labelText, productName } from '../parts/product-name.ts';
import { type Series, stretches } from './series.ts';
import { summaryOf } from './summary.ts';
import { customerWords } from './words.ts';

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
        tell={(one) =>
          say.reading(
            formats.period(one.period),
            formats.figure(one.consumed),
            formats.figure(one.entitled),
            one.exceeded,
          )
        }
      />
      <Key series={series} />
      <p class="figure-summary">{summary}</p>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{say.asTable}</summary>
        {isOpen && <StretchTable series={series} caption={name} />}
      </details>
    </figure>
  );
}

/** What the lines are; only of those that there are. */
function Key({ series: { newest, records } }: { readonly series: Series }) {
  const say = useWords(customerWords);
  const { measure } = newest;
  const [held, used] =
    measure === 'metered' ? [null, say.quantity] : measure === 'activity' ? say.columns.activity : [say.held, say.used];
  return (
    <p class="chart-key" aria-hidden="true">
      <span>{used}</span>
      {records.some(({ entitled }) => entitled !== null) && <span class="key-held">{held}</span>}
      {records.some(({ exceeded }) => (exceeded ?? 0) > 0) && <span class="key-over">{say.over}</span>}
      {records.some(({ corrections }) => corrections > 0) && <span class="key-corrected">{say.correctedKey}</span>}
    </p>
  );
}

function StretchTable({ series: { records }, caption }: { readonly series: Series; readonly caption: string }) {
  const say = useWords(customerWords);
  const formats = useFormats();
  return (
    <div class="scroll tall" role="region" aria-label={caption} tabIndex={0}>
      <table class="tight">
        <thead>
          <tr>
            <th scope="col">{say.period}</th>
            <th scope="col" class="number">
              {say.held}
            </th>
            <th scope="col" class="number">
              {say.used}
            </th>
            <th scope="col" class="number">
              {say.over}
            </th>
          </tr>
        </thead>
        <tbody class="lined">
          {stretches(records, nextPeriod).map((one) => (
            <tr key={one.from}>
              <th scope="row">
                {formats.period(one.from)}
                {one.to !== one.from && ` – ${formats.period(one.to)}`}
              </th>
              <td class="number">{formats.figure(one.entitled)}</td>
              <td class="number">{formats.figure(one.consumed)}</td>
              <td class={(one.exceeded ?? 0) > 0 ? 'number over-by' : 'number'}>{formats.figure(one.exceeded)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
