import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';
import type { ProviderState } from '../client/answers.ts';
import { useFormats, useWords } from '../language/words.ts';
import { hrefOf } from '../navigation/address.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { DAYS, type Asked } from './questions.ts';
import { trustWords } from './words.ts';

export const missingOf = (states: readonly ProviderState[], provider: ProviderId): number =>
  states.reduce((sum, one) => sum + (one.provider === provider ? one.missing : 0), 0);

/** Whose calendar, and of how many days. */
export function ProviderTabs({ asked, states }: { readonly asked: Asked; readonly states: readonly ProviderState[] }) {
  const say = useWords(trustWords);
  const formats = useFormats();
  const { go } = useNavigation();
  const { provider, customer, days } = asked;
  return (
    <div class="trust-choices">
      <nav class="tabs" aria-label={say.provider}>
        {PROVIDER_IDS.map((id) => {
          const missing = missingOf(states, id);
          return (
            <a
              key={id}
              href={hrefOf('trust', { provider: id, days })}
              {...(id === provider ? { 'aria-current': 'true' as const } : {})}
            >
              {PROVIDER_NAMES[id]}
              <span class={missing > 0 ? 'over-by' : 'quiet'}>
                {missing > 0 ? say.missingCount(formats.number(missing)) : say.nothingMissing}
              </span>
            </a>
          );
        })}
      </nav>
      <div class="filters">
        <label>
          {say.span}
          <select
            value={days}
            onChange={({ currentTarget: { value } }) => go(hrefOf('trust', { provider, customer, days: value }))}
          >
            {DAYS.map((one) => (
              <option key={one} value={one}>
                {say.lastDays(Number(one))}
              </option>
            ))}
          </select>
        </label>
        {customer !== undefined && (
          <a class="button chosen" href={hrefOf('trust', { provider, days })}>
            <span>
              {say.customer}: {customer}
            </span>
            <span aria-hidden="true">×</span>
            <span class="hidden">{say.remove}</span>
          </a>
        )}
      </div>
    </div>
  );
}
