import { useFormats, useWords } from '../language/words.ts';
import { codeWords } from '../parts/code-words.ts';
import { gapsOf, type Told } from './coverage.ts';
import { trustWords } from './words.ts';

const MOST = 4;

/** What is missing and what failed, newest first, and why. */
export function Gaps({ told }: { readonly told: ReadonlyMap<string, Told> }) {
  const say = useWords(trustWords);
  const formats = useFormats();
  const codes = useWords(codeWords);
  const gaps = gapsOf(told);
  const newest = [...told.keys()].toSorted().at(-1) ?? '';
  const name = (from: string, to: string): string =>
    from === to
      ? formats.shortPeriod(to, newest)
      : `${formats.shortPeriod(from, newest)} – ${formats.shortPeriod(to, newest)}`;
  if (gaps.length === 0) return <>{say.whole}</>;
  return (
    <ul class="gaps">
      {gaps.slice(0, MOST).map(({ from, to, state, code }) => (
        <li key={from}>
          <span class="over-by">{say.states[state][0]}</span> {name(from, to)}
          {code !== null && `: ${codes[code][0]}`}
        </li>
      ))}
      {gaps.length > MOST && <li class="quiet">{say.more(gaps.length - MOST)}</li>}
    </ul>
  );
}
