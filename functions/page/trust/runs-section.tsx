import { useState } from 'preact/hooks';
import type { ProviderId } from '../../../lib/usage.ts';
import type { Page, Run } from '../client/answers.ts';
import { asFailure, type Failure } from '../client/failure.ts';
import { useAnswer, useClient } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Tag } from '../parts/tag.tsx';
import { RunFailures } from './run-failures.tsx';
import { trustWords } from './words.ts';

const AT_ONCE = 10;

/** What the collector did, newest first. */
export function RunsSection({ provider }: { readonly provider: ProviderId }) {
  const say = useWords(trustWords);
  const client = useClient();
  const first = useAnswer(`runs ${provider}`, (one, signal) =>
    one.get<Page<Run>>('/v1/runs', { provider, limit: AT_ONCE }, signal),
  );
  const [older, setOlder] = useState<{ readonly key: string; readonly pages: readonly Page<Run>[] }>({
    key: provider,
    pages: [],
  });
  const [failure, setFailure] = useState<Failure | null>(null);
  const pages = [...(first.value ? [first.value] : []), ...(older.key === provider ? older.pages : [])];
  const next = pages.at(-1)?.next ?? null;
  const more = async (): Promise<void> => {
    setFailure(null);
    try {
      const page = await client.get<Page<Run>>('/v1/runs', { provider, limit: AT_ONCE, cursor: next });
      setOlder({ key: provider, pages: [...(older.key === provider ? older.pages : []), page] });
    } catch (error) {
      setFailure(asFailure(error));
    }
  };
  const runs = pages.flatMap(({ items }) => items);
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">{say.runs}</h2>
      {first.failure && <FailureNotice failure={first.failure} again={first.again} />}
      {first.value === null && first.isLoading && <Skeleton lines={4} />}
      {first.value && runs.length === 0 && <p class="lead">{say.noRuns}</p>}
      <ol class="runs">
        {runs.map((run) => (
          <OneRun key={run.runId} run={run} />
        ))}
      </ol>
      {failure && <FailureNotice failure={failure} again={() => void more()} />}
      {next !== null && failure === null && (
        <button type="button" class="button" onClick={() => void more()}>
          {say.older}
        </button>
      )}
    </section>
  );
}

function OneRun({ run }: { readonly run: Run }) {
  const say = useWords(trustWords);
  const formats = useFormats();
  const { status, startedAt, windows, records, failures } = run;
  const isLoud = status === 'failed' || status === 'partial';
  return (
    <li>
      <p class="run-head">
        <time dateTime={startedAt}>{formats.instant(startedAt)}</time>
        <Tag loud={isLoud}>{say.status[status]}</Tag>
        <span class="quiet">{say.windows(windows.collected, windows.due, records.changed)}</span>
      </p>
      {failures.length > 0 && <RunFailures failures={failures} omitted={run.failuresOmitted} />}
    </li>
  );
}
