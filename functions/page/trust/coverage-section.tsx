import { type Answered, useAnswer } from '../client/use-answer.ts';
import { useWords } from '../language/words.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { todayIn } from '../today.ts';
import { GridTable } from './grid-table.tsx';
import { type Asked, type Coverage, coverageOf, namesOf } from './questions.ts';
import { Sample } from './strip.tsx';
import { trustWords } from './words.ts';

const STATES = ['observed', 'provisional', 'failed', 'missing'] as const;

/** The calendar of a provider, or of one of its customers. */
export function CoverageSection({ asked }: { readonly asked: Asked }) {
  const say = useWords(trustWords);
  const today = todayIn('UTC');
  const key = JSON.stringify([asked, today]);
  const answer = useAnswer<Coverage>(`coverage ${key}`, (client, signal, tell) =>
    coverageOf(client, asked, today, signal, tell),
  );
  const names = useAnswer(`names ${key}`, (client, signal) => namesOf(client, asked, signal));
  const { value, failure, isLoading } = answer;
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{say.calendar}</h2>
      <dl class="legend">
        {STATES.map((state) => (
          <div key={state}>
            <dt>
              <Sample state={state} /> {say.states[state][0]}
            </dt>
            <dd>{say.states[state][1]}</dd>
          </div>
        ))}
      </dl>
      <Progress answer={answer} />
      {failure && <FailureNotice failure={failure} again={answer.again} />}
      {value === null && isLoading && <Skeleton lines={6} />}
      {value?.grids.map((grid) => (
        <GridTable key={grid.dataset} grid={grid} asked={asked} names={names.value ?? new Map()} />
      ))}
      {value !== null && !isLoading && value.grids.length === 0 && <p class="lead">{say.nothingExpected}</p>}
      {value?.isCut === true && <p class="quiet">{say.cut}</p>}
    </section>
  );
}

function Progress({ answer: { value, isLoading } }: { readonly answer: Answered<Coverage> }) {
  const say = useWords(trustWords);
  const count = value?.grids.reduce((sum, { expected }) => sum + expected, 0) ?? 0;
  return (
    <p class="progress quiet" role="status">
      {isLoading && count > 0 && say.looking(count)}
    </p>
  );
}
