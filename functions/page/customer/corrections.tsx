import type { Correction } from '../client/answers.ts';
import { useFormats, useWords } from '../language/words.ts';
import { productName } from '../parts/product-name.ts';
import { customerWords } from './words.ts';

const MOST = 50;

/** What the vendor said otherwise later, before → after. */
export function Corrections({ corrections }: { readonly corrections: readonly Correction[] }) {
  const say = useWords(customerWords);
  const formats = useFormats();
  if (corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{say.corrections}</h2>
      <p class="quiet">{say.correctionsText}</p>
      <ul class="told">
        {corrections.slice(0, MOST).map((one) => (
          <li key={`${one.dataset}/${one.productId}/${JSON.stringify(one.labels)}/${one.period}/${one.correctedAt}`}>
            <span class="strong">{formats.period(one.period)}</span> {productName(one, formats.language)}:{' '}
            {one.after === null
              ? say.withdrawn(say.pair(formats.figure(one.before.consumed), formats.figure(one.before.entitled)))
              : say.changed(
                  say.pair(formats.figure(one.before.consumed), formats.figure(one.before.entitled)),
                  say.pair(formats.figure(one.after.consumed), formats.figure(one.after.entitled)),
                )}
            <span class="under">{say.seenAt(formats.instant(one.correctedAt))}</span>
          </li>
        ))}
      </ul>
      {corrections.length > MOST && <p class="quiet">{say.moreCorrections(corrections.length - MOST)}</p>}
    </section>
  );
}
