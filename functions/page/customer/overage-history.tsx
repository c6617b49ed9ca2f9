import { daysBetween } from '../../../lib/calendar.ts';
import type { Overage } from '../client/answers.ts';
import { useFormats, useWords } from '../language/words.ts';
import { productName } from '../parts/product-name.ts';
import { customerWords } from './words.ts';

/** When this customer was over before. */
export function OverageHistory({ overages }: { readonly overages: readonly Overage[] }) {
  const say = useWords(customerWords);
  const formats = useFormats();
  const closed = overages.flatMap((one) => (one.until === null ? [] : [{ ...one, until: one.until }]));
  if (closed.length === 0) return null;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{say.history}</h2>
      <ul class="told">
        {closed.map((one) => (
          <li key={`${one.dataset}/${one.productId}/${JSON.stringify(one.labels)}/${one.since}`}>
            <span class="strong">
              {formats.period(one.since)} – {formats.period(one.until)}
            </span>{' '}
            {productName(one, formats.language)}:{' '}
            {say.wasOver(one.peak, formats.days(daysBetween(one.since, one.until)))}
          </li>
        ))}
      </ul>
    </section>
  );
}
