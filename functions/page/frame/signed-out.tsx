import { useWords } from '../language/words.ts';
import { Heading } from '../parts/heading.tsx';
import { useSession } from '../sign-in/use-session.ts';
import { frameWords } from './words.ts';

/** What is shown to somebody whom the page does not know yet. */
export function SignedOut() {
  const say = useWords(frameWords);
  const session = useSession();
  if (session.state === 'leaving') return <p role="status">{say.leaving}</p>;
  return (
    <section class="gate">
      <Heading title={say.signInTitle} />
      <p>{say.signInText}</p>
      {session.refusal !== null && (
        <div class="notice" role="alert">
          <p>{say.signInRefused}</p>
          <p class="quiet" lang="en">
            {session.refusal}
          </p>
        </div>
      )}
      <button type="button" class="button button-main" onClick={() => void session.signIn()}>
        {say.signIn}
      </button>
    </section>
  );
}
