import { useAnswer } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { hrefOf, type Query } from '../navigation/address.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { productName } from '../parts/product-name.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { isLike, productsOf } from './questions.ts';
import { findWords } from './words.ts';

/** Products whose name, in any of the page's languages, or id holds what is looked for. */
export function FoundProducts({ query }: { readonly query: Query }) {
  const say = useWords(findWords);
  const { language } = useFormats();
  const { value, failure, isLoading, again } = useAnswer('products', productsOf);
  const { cursor: _, ...rest } = query;
  const found = value?.filter(
    (one) => isLike(one, query['q'] ?? '') && (query['provider'] === undefined || query['provider'] === one.provider),
  );
  return (
    <section aria-labelledby="found-products">
      <h2 id="found-products">{say.products}</h2>
      {failure && <FailureNotice failure={failure} again={again} />}
      {value === null && isLoading && <Skeleton lines={5} />}
      {found?.length === 0 && <p class="quiet">{say.noProducts}</p>}
      <ul class="hits">
        {found?.map((one) => (
          <li key={`${one.provider}/${one.productId}/${one.measure}`}>
            <a
              class="strong"
              href={hrefOf('find', { ...rest, provider: one.provider, product: one.productId, measure: one.measure })}
            >
              {productName(one, language)}
            </a>
            <span class="under">
              {PROVIDER_NAMES[one.provider]} · {one.productId}
            </span>
            <span class="hit-figure quiet">{say.measures[one.measure]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
