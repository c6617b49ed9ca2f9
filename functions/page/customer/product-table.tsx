import type { Measure } from '../../../lib/usage.ts';
import { useFormats, useWords } from '../language/words.ts';
import { labelText, productName } from '../parts/product-name.ts';
import { Tag } from '../parts/tag.tsx';
import { freeSeats, type Series } from './series.ts';
import { customerWords } from './words.ts';

/** What each product's newest period says. */
export function ProductTable({
  measure,
  series,
  caption,
}: {
  readonly measure: Measure;
  readonly series: readonly Series[];
  readonly caption: string;
}) {
  const say = useWords(customerWords);
  const columns = {
    seats: [say.columns.seats.held, say.columns.seats.used, say.over, say.free],
    activity: [say.columns.activity.held, say.columns.activity.used],
    metered: [say.columns.metered.used],
  }[measure];
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.product}</th>
            {columns.map((column) => (
              <th key={column} scope="col" class="number">
                {column}
              </th>
            ))}
            <th scope="col" class="number">
              {say.asOf}
            </th>
          </tr>
        </thead>
        <tbody class="lined">
          {series.map((one) => (
            <Row key={one.key} series={one} measure={measure} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ series: { newest, records }, measure }: { readonly series: Series; readonly measure: Measure }) {
  const say = useWords(customerWords);
  const formats = useFormats();
  const { entitled, consumed, exceeded, unit, period } = newest;
  const corrections = records.reduce((sum, one) => sum + one.corrections, 0);
  return (
    <tr>
      <th scope="row">
        {productName(newest, formats.language)}
        <span class="under">{labelText(newest.labels)}</span>
      </th>
      {measure !== 'metered' && <td class="number">{formats.figure(entitled)}</td>}
      <td class="number">
        {formats.figure(consumed)}
        {measure === 'metered' && <span class="under">{unit}</span>}
      </td>
      {measure === 'seats' && (
        <>
          <td class={(exceeded ?? 0) > 0 ? 'number over-by strong' : 'number'}>{formats.figure(exceeded)}</td>
          <td class="number">{formats.figure(freeSeats(newest))}</td>
        </>
      )}
      <td class="number">
        <span class="nowrap">{formats.period(period)}</span>
        {!newest.final && <span class="under">{say.provisional}</span>}
        {corrections > 0 && <Tag>{say.corrected(corrections)}</Tag>}
      </td>
    </tr>
  );
}
