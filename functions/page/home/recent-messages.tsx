import type { Run } from '../client/answers.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useFormats, useWords } from '../language/words.ts';
import { homeWords } from './words.ts';

const RUNS = 60;
const MOST = 5;

interface Message {
  readonly id: string;
  readonly at: string;
  readonly text: string;
}

const messagesOf = (runs: readonly Run[]): Message[] =>
  runs
    .flatMap(({ messages = [], finishedAt, startedAt }) =>
      messages.map(({ id, text }) => ({ id, text, at: finishedAt ?? startedAt })),
    )
    .slice(0, MOST);

/** What people were told lately. Where it cannot be had the screen does without. */
export function RecentMessages() {
  const say = useWords(homeWords);
  const formats = useFormats();
  const { value } = useAnswer('messages', async (client, signal) => {
    const { items } = await client.get<{ items: readonly Run[] }>('/v1/runs', { limit: RUNS }, signal);
    return messagesOf(items);
  });
  if (value === null || value.length === 0) return null;
  return (
    <section aria-labelledby="messages">
      <h2 id="messages">{say.messages}</h2>
      <ol class="messages">
        {value.map(({ id, at, text }) => (
          <li key={id}>
            <time dateTime={at}>{formats.shortInstant(at)}</time>
            <span lang="en">{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
