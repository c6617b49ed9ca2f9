import { addDays } from '../../../lib/calendar.ts';
import { MEASURES, PROVIDER_IDS } from '../../../lib/usage.ts';
import { useFormats, useWords } from '../language/words.ts';
import { hrefOf } from '../navigation/address.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { todayIn } from '../today.ts';
import { findWords } from './words.ts';

const RANGES = [30, 90, 365] as const;

/** What narrows the readings. Each change is a step of its own, to which one can go back. */
export function Filters() {
  const say = useWords(findWords);
  const formats = useFormats();
  const { address, go } = useNavigation();
  // Another question begins at its first page.
  const { cursor: _, ...query } = address.query;
  const today = todayIn('UTC');
  const set = (change: Readonly<Record<string, string>>): void => go(hrefOf('find', { ...query, ...change }));
  const chosen = ['customer', 'product'].flatMap((name) => {
    const value = query[name];
    return value === undefined ? [] : [{ name, value }];
  });
  return (
    <form class="filters" aria-label={say.filters} onSubmit={(event) => event.preventDefault()}>
      <label>
        {say.provider}
        <select
          value={query['provider'] ?? ''}
          onChange={({ currentTarget }) => set({ provider: currentTarget.value })}
        >
          <option value="">{say.all}</option>
          {PROVIDER_IDS.map((id) => (
            <option key={id} value={id}>
              {PROVIDER_NAMES[id]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.measure}
        <select value={query['measure'] ?? ''} onChange={({ currentTarget }) => set({ measure: currentTarget.value })}>
          <option value="">{say.all}</option>
          {MEASURES.map((measure) => (
            <option key={measure} value={measure}>
              {say.measures[measure]}
            </option>
          ))}
        </select>
      </label>
      <Day name="from" label={say.from} value={query['from'] ?? addDays(query['to'] ?? today, -29)} set={set} />
      <Day name="to" label={say.to} value={query['to'] ?? today} set={set} />
      <span class="ranges">
        {RANGES.map((days) => (
          <a key={days} class="button" href={hrefOf('find', { ...query, from: addDays(today, 1 - days), to: today })}>
            {formats.days(days)}
          </a>
        ))}
      </span>
      {chosen.map(({ name, value }) => (
        <a key={name} class="button chosen" href={hrefOf('find', { ...query, [name]: '' })}>
          <span>
            {name === 'customer' ? say.customer : say.product}: {value}
          </span>
          <span aria-hidden="true">×</span>
          <span class="hidden">{say.remove}</span>
        </a>
      ))}
    </form>
  );
}

function Day({
  name,
  label,
  value,
  set,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly set: (change: Readonly<Record<string, string>>) => void;
}) {
  return (
    <label>
      {label}
      <input type="date" value={value} onChange={({ currentTarget }) => set({ [name]: currentTarget.value })} />
    </label>
  );
}
