import { daysBetween } from '../../../lib/calendar.ts';
import type { Overage } from '../client/answers.ts';
import { useFormats, useWords } from '../language/words.ts';
import { customerHref } from '../navigation/address.ts';
import { Meter } from '../parts/meter.tsx';
import { labelText, productName } from '../parts/product-name.ts';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { todayIn } from '../today.ts';
import type { Caller } from './whom-to-call.ts';
import { homeWords } from './words.ts';

/** A figure older than this says so. */
const STALE_DAYS = 2;

/**
 * Who is over, one row a product; nothing at all where nobody is. Its roles are spelled out, for on a phone it is laid out
 * as cards, and to some browsers a table that is not laid out as one is none.
 */
export function OverageTable({
  caption,
  note,
  rows,
}: {
  readonly caption: string;
  readonly note?: string;
  readonly rows: readonly Caller[];
}) {
  const say = useWords(homeWords);
  if (rows.length === 0) return null;
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table class="over" role="table">
        <caption>
          {caption}
          {note !== undefined && <span class="quiet"> {note}</span>}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <th scope="col" role="columnheader">
              {say.customer}
            </th>
            <th scope="col" role="columnheader">
              {say.product}
            </th>
            <th scope="col" role="columnheader" class="number">
              {say.seatsOver}
            </th>
            <th scope="col" role="columnheader" class="number">
              {say.inUse}
            </th>
            <th scope="col" role="columnheader" class="number wide">
              {say.peak}
            </th>
            <th scope="col" role="columnheader">
              {say.since}
            </th>
          </tr>
        </thead>
        {rows.map((caller) => (
          <tbody key={caller.key} role="rowgroup">
            {caller.overages.map((one, index) => (
              <Row
                key={`${one.dataset}/${one.productId}/${JSON.stringify(one.labels)}`}
                one={one}
                spans={index === 0 ? caller.overages.length : 0}
              />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({ one, spans }: { readonly one: Overage; readonly spans: number }) {
  const say = useWords(homeWords);
  const formats = useFormats();
  const { entitled, consumed, exceeded } = one;
  const byVendor = entitled !== null && consumed !== null && exceeded !== Math.max(0, consumed - entitled);
  const today = todayIn('UTC');
  return (
    <tr role="row">
      {spans > 0 && (
        <th scope="rowgroup" role="rowheader" rowSpan={spans}>
          <a class="strong" href={customerHref(one)}>
            {one.customerName ?? one.customerId}
          </a>
          <span class="under">
            {PROVIDER_NAMES[one.provider]}
            {one.account !== 'default' && ` · ${one.account}`}
          </span>
        </th>
      )}
      <td role="cell">
        {productName(one, formats.language)}
        <span class="under">{labelText(one.labels)}</span>
      </td>
      <td role="cell" class="number">
        <strong class="over-by">{formats.number(exceeded)}</strong>
        {daysBetween(one.asOf, today) > STALE_DAYS && (
          <span class="under nowrap">{say.seen(formats.shortPeriod(one.asOf, today))}</span>
        )}
      </td>
      <td role="cell" class="number">
        <span class="nowrap">{say.of(formats.figure(consumed), formats.figure(entitled))}</span>
        <Meter entitled={entitled} consumed={consumed} />
        {byVendor && <span class="under">{say.byVendor}</span>}
      </td>
      <td role="cell" class="number wide">
        {formats.number(one.peak)}
      </td>
      <td role="cell">
        <span class="nowrap">{formats.shortPeriod(one.since, today)}</span>
        <span class="under">{formats.days(daysBetween(one.since, today) + 1)}</span>
      </td>
    </tr>
  );
}
