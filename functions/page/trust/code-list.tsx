import type { Code } from '../../../lib/errors.ts';
import { useWords } from '../language/words.ts';
import { codeWords } from '../parts/code-words.ts';
import { trustWords } from './words.ts';

/** Every reason there is for something not to be observed. */
export function CodeList() {
  const say = useWords(trustWords);
  const codes = useWords(codeWords);
  return (
    <details class="codes">
      <summary>
        <h2>{say.codes}</h2>
      </summary>
      <dl>
        {(Object.keys(codes) as Code[]).map((code) => (
          <div key={code}>
            <dt>
              {codes[code][0]} <code>{code}</code>
            </dt>
            <dd>{codes[code][1]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
