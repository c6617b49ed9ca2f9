import { useAnswer } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { customerHref, type Query } from '../navigation/address.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { customersLike, MOST_CUSTOMERS } from './questions.ts';
import { findWords } from './words.ts';

/** Customers whose name or id holds what is looked for. */
export function FoundCustomers({ query }: { readonly query: Query }) {
  const say = useWords(findWords);
  const formats = useFormats();
  const asked = JSON.stringify([query['q'], query['provider']]);
  const { value, failure, isLoading, again } = useAnswer(`customers ${asked}`, (client, signal) =>
    customersLike(client, query, signal),
  );
  return (
    <section aria-labelledby="found-customers">
      <h2 id="found-customers">{say.customers}</h2>
      {failure && <FailureNotice failure={failure} again={again} />}
      {value === null && isLoading && <Skeleton lines={5} />}
      {value?.items.length === 0 && <p class="quiet">{say.noCustomers}</p>}
      <ul class="hits">
        {value?.items.map((one) => (
          <li key={`${one.provider}/${one.account}/${one.customerId}`}>
            <a class="strong" href={customerHref(one)}>
              {one.customerName ?? one.customerId}
            </a>
            <span class="under">
              {PROVIDER_NAMES[one.provider]}
              {one.customerName !== null && ` · ${one.customerId}`}
            </span>
            <span class={(one.exceeded ?? 0) > 0 ? 'hit-figure over-by' : 'hit-figure quiet'}>
              {one.series === 0 ? say.gone : say.of(formats.figure(one.consumed), formats.figure(one.entitled))}
            </span>
          </li>
        ))}
      </ul>
      {value?.isCut === true && <p class="quiet">{say.moreCustomers(MOST_CUSTOMERS)}</p>}
    </section>
  );
}
