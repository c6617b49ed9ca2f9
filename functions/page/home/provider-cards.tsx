import type { ProviderState } from '../client/answers.ts';
import type { Failure } from '../client/failure.ts';
import { useFormats, useWords } from '../language/words.ts';
import { Meter } from '../parts/meter.tsx';
import { Tag } from '../parts/tag.tsx';
import { partWords, PROVIDER_NAMES } from '../parts/words.ts';
import { codeWords } from '../parts/code-words.ts';
import { accountKey, type SeatTotals, type Sums } from './seat-totals.ts';
import { homeWords } from './words.ts';

/** A credential that ends within this many days wants somebody's attention. */
const WARN_DAYS = 21;
const DAY_MS = 86_400_000;

export function ProviderCards({
  providers,
  sums,
  failure,
}: {
  readonly providers: readonly ProviderState[];
  readonly sums: Sums | null;
  readonly failure: Failure | null;
}) {
  return (
    <ul class="cards">
      {providers.map((one) => (
        <li class="card" key={accountKey(one)}>
          <Card one={one} sum={sums?.byAccount.get(accountKey(one)) ?? null} isCut={sums?.isCut ?? failure === null} />
        </li>
      ))}
    </ul>
  );
}

function Card({
  one,
  sum,
  isCut,
}: {
  readonly one: ProviderState;
  readonly sum: SeatTotals | null;
  readonly isCut: boolean;
}) {
  const say = useWords(homeWords);
  const part = useWords(partWords);
  const isWell = one.status === 'ok' || one.status === 'unconfigured';
  return (
    <>
      <h3>
        {PROVIDER_NAMES[one.provider]}
        {one.account !== 'default' && <span class="quiet"> {one.account}</span>}
      </h3>
      <p class="card-state">
        <span class={isWell ? 'dot' : 'dot dot-loud'} aria-hidden="true" />
        <span class={isWell ? '' : 'over-by'}>{say.status[one.status]}</span>
        <Tag>{one.simulated ? part.simulated : part.real}</Tag>
      </p>
      <Facts one={one} />
      <Seats one={one} sum={sum} isCut={isCut} />
    </>
  );
}

function Facts({ one }: { readonly one: ProviderState }) {
  const say = useWords(homeWords);
  const formats = useFormats();
  const codes = useWords(codeWords);
  const now = new Date();
  const { lastSuccessAt, newestPeriod, missing, credentialExpiresAt: ends } = one;
  const isEnding = ends !== null && new Date(ends).getTime() - now.getTime() < WARN_DAYS * DAY_MS;
  const failed = one.status === 'ok' || one.status === 'unconfigured' ? undefined : one.lastRun?.failures[0];
  return (
    <>
      {failed && (
        <p class="card-why">
          {codes[failed.code][0]}. {codes[failed.code][1]}
        </p>
      )}
      <dl>
        <dt>{say.lastSuccess}</dt>
        <dd>
          {lastSuccessAt === null ? (
            say.never
          ) : (
            <time dateTime={lastSuccessAt}>
              {formats.distance(lastSuccessAt, now)}
              <span class="under">{formats.shortInstant(lastSuccessAt)}</span>
            </time>
          )}
        </dd>
        <dt>{say.newest}</dt>
        <dd>{newestPeriod === null ? say.none : formats.period(newestPeriod)}</dd>
        <dt>{say.missing}</dt>
        <dd class={missing > 0 ? 'over-by' : ''}>{missing > 0 ? say.periods(missing) : say.nothingMissing}</dd>
        {isEnding && (
          <>
            <dt>{say.credential}</dt>
            <dd class="over-by">
              {say.ends(formats.distance(ends, now))}
              <span class="under">{formats.instant(ends)}</span>
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

/** Sums of seats alone: people who were active and quantities that were metered are other things. */
function Seats({
  one,
  sum,
  isCut,
}: {
  readonly one: ProviderState;
  readonly sum: SeatTotals | null;
  readonly isCut: boolean;
}) {
  const say = useWords(homeWords);
  const formats = useFormats();
  if (sum === null)
    return (
      <p class="card-seats quiet">
        {isCut ? say.counting : say.noSeats[one.provider === 'naver-cloud' ? 'metered' : 'none']}
      </p>
    );
  return (
    <div class="card-seats">
      <p>
        <strong>{formats.number(sum.consumed)}</strong> {say.ofHeld(formats.number(sum.entitled))}
      </p>
      <Meter entitled={sum.entitled} consumed={sum.consumed} />
      <p class="under">
        {say.counted(sum.counted, sum.customers)}
        {isCut && ` ${say.countedSoFar}`}
      </p>
    </div>
  );
}
