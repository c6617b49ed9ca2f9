import { isProvider } from '../client/answers.ts';
import { Failure } from '../client/failure.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useWords } from '../language/words.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { ExportButton } from '../parts/export-button.tsx';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Tag } from '../parts/tag.tsx';
import { partWords, PROVIDER_NAMES } from '../parts/words.ts';
import { todayIn } from '../today.ts';
import { Corrections } from './corrections.tsx';
import { MeasureSection } from './measure-section.tsx';
import { OverageHistory } from './overage-history.tsx';
import { recordsOf, storyOf, type Who, yearUpTo } from './questions.ts';
import { ofMeasure, seriesOf } from './series.ts';
import { Standing } from './standing.tsx';
import { customerWords } from './words.ts';

/** Everything the ledger knows about one customer's year. */
export function Screen() {
  const { query } = useNavigation().address;
  const { provider = '', account = 'default', customer = '' } = query;
  if (!isProvider(provider) || customer === '') return <FailureNotice failure={new Failure('question')} />;
  return <Customer key={`${provider}/${account}/${customer}`} who={{ provider, account, customer }} />;
}

function Customer({ who }: { readonly who: Who & { readonly provider: keyof typeof PROVIDER_NAMES } }) {
  const say = useWords(customerWords);
  const part = useWords(partWords);
  const year = yearUpTo(todayIn('UTC'));
  const key = JSON.stringify([who, year]);
  const usage = useAnswer(`usage ${key}`, async (client, signal) =>
    seriesOf(await recordsOf(client, who, year, signal)),
  );
  const story = useAnswer(`story ${key}`, (client, signal) => storyOf(client, who, year, signal));
  const series = usage.value ?? [];
  const newest = series[0]?.newest;
  const name = story.value?.totals?.customerName ?? newest?.customerName ?? null;
  const isPartner = series.length > 0 && series.every((one) => one.newest.labels['level'] === 'partner');
  return (
    <>
      <section class="who">
        <div class="section-head">
          <Heading title={name ?? who.customer} />
          <ExportButton
            path="/v1/usage"
            parameters={{ ...who, ...year }}
            name={`seatwatch-${who.provider}-${who.customer}-${year.from}-${year.to}`}
          />
        </div>
        <p class="who-facts">
          <span>{PROVIDER_NAMES[who.provider]}</span>
          {who.account !== 'default' && <span>{who.account}</span>}
          {name !== null && <code>{who.customer}</code>}
          {isPartner && <Tag hint={part.partnerHint}>{part.partner}</Tag>}
        </p>
        {story.failure && <FailureNotice failure={story.failure} again={story.again} />}
        {story.value && (
          <Standing story={story.value} hasSeats={ofMeasure(series, 'seats').length > 0} isPartner={isPartner} />
        )}
      </section>
      {usage.failure && <FailureNotice failure={usage.failure} again={usage.again} />}
      {usage.value === null && usage.isLoading && <Skeleton lines={8} />}
      {usage.value && series.length === 0 && <p class="lead">{say.nothing}</p>}
      {(['seats', 'activity', 'metered'] as const).map((measure) => (
        <MeasureSection key={measure} measure={measure} series={ofMeasure(series, measure)} year={year} />
      ))}
      {story.value && <OverageHistory overages={story.value.overages} />}
      {story.value && <Corrections corrections={story.value.corrections} />}
    </>
  );
}
