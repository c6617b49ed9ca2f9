import type { Run } from '../client/answers.ts';
import { useWords } from '../language/words.ts';
import { codeWords } from '../parts/code-words.ts';
import { trustWords } from './words.ts';

type RunFailure = Run['failures'][number];

/** Why a run failed, a reason at a time: what it means, what to do, and the collector's own words of each window. */
export function RunFailures({
  failures,
  omitted,
}: {
  readonly failures: readonly RunFailure[];
  readonly omitted: number;
}) {
  const say = useWords(trustWords);
  const codes = useWords(codeWords);
  const byCode = Map.groupBy(failures, ({ code }) => code);
  return (
    <ul class="run-failures">
      {[...byCode].map(([code, found]) => (
        <li key={code}>
          <p>
            <span class="strong">{codes[code][0]}.</span> {codes[code][1]}
          </p>
          <details>
            <summary>{say.failures(found.length)}</summary>
            <ul class="told">
              {found.map((one, index) => (
                <li key={index}>
                  <span class="under">{whereOf(one)}</span>
                  <span lang="en">{one.message}</span>
                </li>
              ))}
            </ul>
          </details>
        </li>
      ))}
      {omitted > 0 && <li class="quiet">{say.omitted(omitted)}</li>}
    </ul>
  );
}

const whereOf = ({ account, dataset, customerId, window, code }: RunFailure): string =>
  [code, account === 'default' ? null : account, dataset, customerId, window]
    .filter((part) => part !== null)
    .join(' · ');
