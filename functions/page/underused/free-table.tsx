import type { ComponentChildren } from 'preact';
import { daysBetween } from '../../../lib/calendar.ts';
import { useFormats, useWords } from '../language/words.ts';
import { customerHref } from '../navigation/address.ts';
import { Meter } from '../parts/meter.tsx';
import { productName } from '../parts/product-name.ts';
import { PROVIDER_NAMES } from '../parts/words.ts';
import type { Found, FreeSeats } from './free-seats.ts';
import { underusedWords } from './words.ts';

/** What could be given back, most seats first, and under which plan. */
export function FreeTable({ rows }: { readonly rows: Found['known'] }) {
  const say = useWords(underusedWords);
  const formats = useFormats();
  const columns: readonly Column[] = [
    [say.customer],
    [say.free, 'number'],
    [say.product],
    [say.inUse, 'number wide'],
    [say.since],
    [say.plan, 'plan'],
  ];
  return (
    <Table name={say.table} columns={columns}>
      {rows.map((one) => (
        <tr key={rowKey(one)}>
          <Who one={one} />
          <td class="number">
            <strong>{formats.number(one.lowest)}</strong>
            {one.observed < one.expected && <span class="under">{say.observed(one.observed, one.expected)}</span>}
          </td>
          <Product one={one} />
          <td class="number wide">
            <span class="nowrap">{say.of(formats.number(one.consumed), formats.number(one.entitled))}</span>
            <Meter entitled={one.entitled} consumed={one.consumed} />
          </td>
          <td>
            <span class="nowrap">{formats.shortPeriod(one.since, one.asOf)}</span>
            <span class="under">{formats.days(daysBetween(one.since, one.asOf) + 1)}</span>
          </td>
          <Plan one={one} />
        </tr>
      ))}
    </Table>
  );
}

/** Those of whom too little is known to be told anything. */
export function UnsureTable({ rows }: { readonly rows: readonly FreeSeats[] }) {
  const say = useWords(underusedWords);
  const formats = useFormats();
  const columns: readonly Column[] = [
    [say.customer],
    [say.freeNow, 'number'],
    [say.product],
    [say.asOf, 'wide'],
    [say.known],
  ];
  return (
    <Table name={say.unsure} columns={columns}>
      {rows.map((one) => (
        <tr key={rowKey(one)}>
          <Who one={one} />
          <td class="number">{formats.number(one.free)}</td>
          <Product one={one} />
          <td class="wide nowrap">{formats.period(one.asOf)}</td>
          <td>{say.observed(one.observed, one.expected)}</td>
        </tr>
      ))}
    </Table>
  );
}

type Column = readonly [heading: string, style?: string];

interface TableProps {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly children: ComponentChildren;
}

/** Scrolls sideways by itself on a narrow screen, also with the keyboard. */
const Table = ({ name, columns, children }: TableProps) => (
  <div class="scroll" role="region" aria-label={name} tabIndex={0}>
    <table class="lined free">
      <caption class="hidden">{name}</caption>
      <thead>
        <tr>
          {columns.map(([heading, style]) => (
            <th key={heading} scope="col" class={style}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

const rowKey = (one: FreeSeats): string =>
  JSON.stringify([one.provider, one.account, one.customerId, one.dataset, one.productId, one.labels]);

const Who = ({ one }: { readonly one: FreeSeats }) => (
  <th scope="row">
    <a class="strong" href={customerHref(one)}>
      {one.customerName ?? one.customerId}
    </a>
    <span class="under">
      {PROVIDER_NAMES[one.provider]}
      {one.account !== 'default' && ` · ${one.account}`}
    </span>
  </th>
);

const Product = ({ one }: { readonly one: FreeSeats }) => {
  const { language } = useFormats();
  return (
    <td>
      {productName(one, language)}
      <span class="under">{one.labels['serviceName']}</span>
    </td>
  );
};

function Plan({ one: { plan, term } }: { readonly one: FreeSeats }) {
  const say = useWords(underusedWords);
  const [title = '', when = ''] = say.terms[term ?? 'unknown'];
  return (
    <td class="plan">
      {term === null ? (plan ?? title) : title}
      <span class="under">{when}</span>
    </td>
  );
}
