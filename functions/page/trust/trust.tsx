import { PROVIDER_IDS } from '../../../lib/usage.ts';
import { isProvider, type Page, type ProviderState } from '../client/answers.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useWords } from '../language/words.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { CodeList } from './code-list.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { missingOf, ProviderTabs } from './provider-tabs.tsx';
import { DAYS } from './questions.ts';
import { RunsSection } from './runs-section.tsx';
import { trustWords } from './words.ts';

/** Whether the figures can be relied on: what was observed, what was not and why, and what to do about it. */
export function Screen() {
  const say = useWords(trustWords);
  const { query } = useNavigation().address;
  const answer = useAnswer(
    'providers',
    async (client, signal) => (await client.get<Page<ProviderState>>('/v1/providers', {}, signal)).items,
  );
  const states = answer.value ?? [];
  const missing = states.reduce((sum, one) => sum + one.missing, 0);
  const [worst = 'line-works'] = PROVIDER_IDS.toSorted((a, b) => missingOf(states, b) - missingOf(states, a));
  const asked = {
    provider: isProvider(query['provider'] ?? '') ? (query['provider'] as typeof worst) : worst,
    customer: query['customer'],
    days: DAYS.find((one) => one === query['days']) ?? '30',
  };
  return (
    <>
      <section>
        <Heading title={say.title}>
          {answer.value === null ? say.title : missing === 0 ? say.complete : say.incomplete(missing)}
        </Heading>
        <p class="lead">{say.lead}</p>
        {answer.failure && <FailureNotice failure={answer.failure} again={answer.again} />}
        {answer.value === null && answer.isLoading && <Skeleton lines={4} />}
        {answer.value && <ProviderTabs asked={asked} states={states} />}
      </section>
      {answer.value && <CoverageSection asked={asked} />}
      {answer.value && <RunsSection provider={asked.provider} />}
      <CodeList />
    </>
  );
}
