import { daysBetween } from '../../../lib/calendar.ts';
import { useFormats, useWords } from '../language/words.ts';
import { productName } from '../parts/product-name.ts';
import { todayIn } from '../today.ts';
import type { Story } from './questions.ts';
import { customerWords } from './words.ts';

/** How things are, in a sentence for each product that is over. */
export function Standing({
  story: { overages, totals },
  hasSeats,
  isPartner,
}: {
  readonly story: Story;
  /** Without seats there is nothing to be over. */
  readonly hasSeats: boolean;
  readonly isPartner: boolean;
}) {
  const say = useWords(customerWords);
  const formats = useFormats();
  const open = overages.filter(({ until }) => until === null);
  return (
    <div class="standing">
      {open.map((one) => (
        <p key={`${one.dataset}/${one.productId}/${one.since}/${JSON.stringify(one.labels)}`}>
          <strong class="over-by">{say.overBy(one.exceeded)}</strong>{' '}
          {say.overIn(
            productName(one, formats.language),
            formats.period(one.since),
            formats.days(daysBetween(one.since, todayIn('UTC')) + 1),
            one.peak,
          )}
          {one.expected && ` ${say.expected}`}
        </p>
      ))}
      {open.length === 0 && hasSeats && <p>{say.within}</p>}
      {totals !== null && totals.series > 0 && !isPartner && (
        <p class="quiet">
          {say.totals(formats.figure(totals.consumed), formats.figure(totals.entitled), formats.period(totals.asOf))}
        </p>
      )}
      {totals !== null && totals.series === 0 && <p class="quiet">{say.gone}</p>}
    </div>
  );
}
