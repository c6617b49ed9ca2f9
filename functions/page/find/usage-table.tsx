import type { UsageItem } from '../client/answers.ts';
import { useFormats, useWords } from '../language/words.ts';
import { customerHref } from '../navigation/address.ts';
import { labelText, productName } from '../parts/product-name.ts';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { findWords } from './words.ts';

const keyOf = (one: UsageItem): string =>
  JSON.stringify([one.provider, one.account, one.dataset, one.customerId, one.productId, one.labels, one.period]);

/** Readings as they stand in the ledger, one a line, the unit beside every quantity that is not seats. */
export function UsageTable({ items, caption }: { readonly items: readonly UsageItem[]; readonly caption: string }) {
  const say = useWords(findWords);
  return (
    <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say.customer}</th>
            <th scope="col">{say.product}</th>
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
            <th scope="col">{say.measure}</th>
          </tr>
        </thead>
        <tbody class="lined">
          {items.map((one) => (
            <Row key={keyOf(one)} one={one} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ one }: { readonly one: UsageItem }) {
  const say = useWords(findWords);
  const formats = useFormats();
  return (
    <tr>
      <th scope="row">
        <a href={customerHref(one)}>{one.customerName ?? one.customerId}</a>
        <span class="under">{PROVIDER_NAMES[one.provider]}</span>
      </th>
      <td>
        {productName(one, formats.language)}
        <span class="under">{labelText(one.labels)}</span>
      </td>
      <td>
        <span class="nowrap">{formats.period(one.period)}</span>
        {!one.final && <span class="under">{say.provisional}</span>}
      </td>
      <td class="number">{formats.figure(one.entitled)}</td>
      <td class="number">{formats.figure(one.consumed)}</td>
      <td class={(one.exceeded ?? 0) > 0 ? 'number over-by strong' : 'number'}>{formats.figure(one.exceeded)}</td>
      <td>
        {say.measures[one.measure]}
        {one.measure === 'metered' && one.unit !== null && <span class="under">{one.unit}</span>}
      </td>
    </tr>
  );
}
