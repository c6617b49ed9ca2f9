import { useWords } from '../language/words.ts';
import { Heading } from '../parts/heading.tsx';
import { partWords } from '../parts/words.ts';
import { useSession } from '../sign-in/use-session.ts';
import { frameWords } from './words.ts';

/** What is shown to somebody whom the page does not know yet. */
export function SignedOut() {
  const say = useWords(frameWords);
  const part = useWords(partWords);
  const session = useSession();
  if (session.state === 'leaving') return <p role="status">{say.leaving}</p>;
  const isEnded = session.state === 'ended';
  const [endedTitle = '', endedText = ''] = part.failures['sign-in'];
  return (
    <section class="gate">
      <Heading title={isEnded ? endedTitle : say.signInTitle} />
      <p>{isEnded ? endedText : say.signInText}</p>
      {session.refusal !== null && (
        <div class="notice" role="alert">
          <p>{say.signInRefused}</p>
          <p class="quiet" lang="en">
            {session.refusal}
          </p>
        </div>
      )}
      <button type="button" class="button button-main" onClick={() => void session.signIn()}>
        {isEnded ? part.signInAgain : say.signIn}
      </button>
    </section>
  );
}
