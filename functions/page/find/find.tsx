import { useAnswer } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { hrefOf, type Query } from '../navigation/address.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { ExportButton } from '../parts/export-button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Filters } from './filters.tsx';
import { FoundCustomers } from './found-customers.tsx';
import { FoundProducts } from './found-products.tsx';
import { readingsOf, usageFilters } from './questions.ts';
import { UsageTable } from './usage-table.tsx';
import { findWords } from './words.ts';

/** Customers and products by name, readings by what they are; all of the question stands in the address. */
export function Screen() {
  const say = useWords(findWords);
  const { query } = useNavigation().address;
  const q = query['q'] ?? '';
  const isNarrowed = query['customer'] !== undefined || query['product'] !== undefined;
  return (
    <>
      <section>
        <Heading title={q === '' ? say.title : say.titleFor(q)} />
        <Filters />
      </section>
      {q !== '' && (
        <div class="found">
          <FoundCustomers query={query} />
          <FoundProducts query={query} />
        </div>
      )}
      {(q === '' || isNarrowed) && <ReadingsSection query={query} />}
    </>
  );
}

function ReadingsSection({ query }: { readonly query: Query }) {
  const say = useWords(findWords);
  const formats = useFormats();
  const { q: _, ...asked } = query;
  const { value, failure, isLoading, again } = useAnswer(`readings ${JSON.stringify(asked)}`, (client, signal) =>
    readingsOf(client, query, signal),
  );
  const { cursor, ...first } = query;
  return (
    <section>
      <div class="section-head">
        <h2 id="readings">{say.readings}</h2>
        <ExportButton path="/v1/usage" parameters={usageFilters(query)} name="seatwatch-usage" />
      </div>
      {failure && <FailureNotice failure={failure} again={again} />}
      {value === null && isLoading && <Skeleton lines={10} />}
      {value?.items.length === 0 && <p class="lead">{say.noReadings}</p>}
      {value && value.items.length > 0 && <UsageTable items={value.items} caption={say.readings} />}
      {value && (
        <p class="pages" role="status">
          {value.items.length > 0 && say.shown(formats.number(value.items.length))}
          {cursor !== undefined && <a href={hrefOf('find', first)}>{say.firstPage}</a>}
          {value.next !== null && <a href={hrefOf('find', { ...query, cursor: value.next })}>{say.nextPage}</a>}
        </p>
      )}
    </section>
  );
}
