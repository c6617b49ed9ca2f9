import { useEffect } from 'preact/hooks';
import type { Overage, ProviderState, Totals } from '../client/answers.ts';
import type { Client } from '../client/client.ts';
import { type Answered, useAnswer } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { OverageTable } from './overage-table.tsx';
import { ProviderCards } from './provider-cards.tsx';
import { addSeats, type SeatTotals, type Sums } from './seat-totals.ts';
import { RecentMessages } from './recent-messages.tsx';
import { type WhomToCall, seatsOver, whomToCall } from './whom-to-call.ts';
import { homeWords } from './words.ts';

/** As many as a person reads, with room to spare; the export has them all. */
const MOST_OVERAGES = 200;
/** Pages of a thousand customers that are added up without being asked to. */
const MOST_PAGES = 20;
/** Figures older than this are asked for again. */
const OLD_MS = 5 * 60_000;

interface Open {
  readonly overages: readonly Overage[];
  readonly isCut: boolean;
}

async function openOverages(client: Client, signal: AbortSignal): Promise<Open> {
  const overages: Overage[] = [];
  for await (const items of client.pages<Overage>('/v1/overages', { limit: MOST_OVERAGES }, signal)) {
    overages.push(...items);
    if (overages.length > MOST_OVERAGES) return { overages: overages.slice(0, MOST_OVERAGES), isCut: true };
  }
  return { overages, isCut: false };
}

async function sums(client: Client, signal: AbortSignal, tell: (value: Sums) => void): Promise<Sums> {
  let byAccount: ReadonlyMap<string, SeatTotals> = new Map();
  let pages = 0;
  for await (const items of client.pages<Totals>('/v1/customers', { limit: 1000 }, signal)) {
    if (pages++ === MOST_PAGES) return { byAccount, isCut: true };
    byAccount = addSeats(byAccount, items);
    tell({ byAccount, isCut: true });
  }
  return { byAccount, isCut: false };
}

/** Whom to call, and whether what is shown can be trusted. */
export function Home() {
  const say = useWords(homeWords);
  const open = useAnswer<Open>('overages', openOverages);
  const providers = useAnswer('providers', async (client, signal) => {
    const { items } = await client.get<{ items: readonly ProviderState[] }>('/v1/providers', {}, signal);
    return items;
  });
  const totals = useAnswer<Sums>('totals', sums);
  const all = [open, providers, totals];
  const again = (): void => all.forEach((one) => one.again());
  useReturn(open.at, again);
  const isCollecting =
    providers.value?.some(({ lastRun }) => lastRun === null || lastRun.status === 'running') ?? false;
  // What stands below who is over comes with it, and so is never pushed down by it.
  const isShown = open.value !== null || open.failure !== null;
  return (
    <>
      <Over answer={open} isCollecting={isCollecting} />
      {isShown && (
        <>
          <section aria-labelledby="providers">
            <div class="section-head">
              <h2 id="providers">{say.providers}</h2>
              <Asked at={open.at} isLoading={all.some(({ isLoading }) => isLoading)} again={again} />
            </div>
            {providers.failure && <FailureNotice failure={providers.failure} again={providers.again} />}
            {providers.value === null && providers.isLoading && <Skeleton lines={6} />}
            {providers.value && (
              <ProviderCards providers={providers.value} sums={totals.value} failure={totals.failure} />
            )}
          </section>
          <RecentMessages />
        </>
      )}
    </>
  );
}

/** Whoever comes back to the page after a while wants today's figures. */
function useReturn(at: Date | null, again: () => void): void {
  useEffect(() => {
    const seen = (): void => {
      if (document.visibilityState === 'visible' && at !== null && Date.now() - at.getTime() > OLD_MS) again();
    };
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  });
}

function Over({ answer, isCollecting }: { readonly answer: Answered<Open>; readonly isCollecting: boolean }) {
  const say = useWords(homeWords);
  const { value, failure, isLoading, again } = answer;
  const found: WhomToCall | null = value && whomToCall(value.overages);
  const count = found?.customers.length ?? 0;
  return (
    <section>
      <Heading title={say.title}>
        {found === null ? say.title : count === 0 ? say.nobody : say.over(count, seatsOver(found.customers))}
      </Heading>
      {failure && <FailureNotice failure={failure} again={again} />}
      {value === null && isLoading && <Skeleton lines={6} />}
      {found && count === 0 && <p class="lead">{isCollecting ? say.collecting : say.nobodyText}</p>}
      {found && (
        <>
          <OverageTable caption={say.customers} rows={found.customers} />
          <OverageTable caption={say.partner} note={say.partnerText} rows={found.partner} />
          <OverageTable caption={say.expected} note={say.expectedText} rows={found.expected} />
        </>
      )}
      {value?.isCut === true && <p class="quiet">{say.cut(MOST_OVERAGES)}</p>}
    </section>
  );
}

/** When the answers came, and a way to ask again. */
function Asked({
  at,
  isLoading,
  again,
}: {
  readonly at: Date | null;
  readonly isLoading: boolean;
  readonly again: () => void;
}) {
  const say = useWords(homeWords);
  const formats = useFormats();
  return (
    <p class="asked" aria-live="polite">
      {at && say.asOf(formats.clock(at))}
      <button type="button" class="button" disabled={isLoading} onClick={again}>
        {isLoading ? say.refreshing : say.refresh}
      </button>
    </p>
  );
}
