import { PROVIDER_IDS } from '../../../lib/usage.ts';
import { useWords } from '../language/words.ts';
import { hrefOf } from '../navigation/address.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { DAYS, type Days } from './free-seats.ts';
import { underusedWords } from './words.ts';

/** NAVER Cloud meters quantities and has no seats. */
const WITH_SEATS = PROVIDER_IDS.filter((id) => id !== 'naver-cloud');

export function Filters({ provider, days }: { readonly provider: string | undefined; readonly days: Days }) {
  const say = useWords(underusedWords);
  const { go } = useNavigation();
  const show = (change: { provider?: string; days?: string }): void =>
    go(hrefOf('underused', { provider, days, ...change }));
  return (
    <div class="filters">
      <label>
        {say.span}
        <select value={days} onChange={({ currentTarget: { value } }) => show({ days: value })}>
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {say.days(Number(one))}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say.provider}
        <select value={provider ?? ''} onChange={({ currentTarget: { value } }) => show({ provider: value })}>
          <option value="">{say.every}</option>
          {WITH_SEATS.map((one) => (
            <option key={one} value={one}>
              {PROVIDER_NAMES[one]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
