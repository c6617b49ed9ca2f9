import type { Failure } from '../client/failure.ts';
import { useWords } from '../language/words.ts';
import { useSession } from '../sign-in/use-session.ts';
import { partWords } from './words.ts';

/** What went wrong, in the reader's words, and what to do about it. */
export function FailureNotice({ failure, again }: { readonly failure: Failure; readonly again?: () => void }) {
  const say = useWords(partWords);
  const session = useSession();
  // Where nobody can sign in there is nothing to sign in to again.
  const isClosed = failure.kind === 'sign-in' && session.state === 'open';
  const [title = '', advice = ''] = isClosed ? say.noSignIn : say.failures[failure.kind];
  return (
    <div class="notice" role="alert">
      <p class="notice-title">{title}</p>
      <p>{advice}</p>
      {failure.detail !== null && (
        <p class="quiet" lang="en">
          {failure.detail}
        </p>
      )}
      {again && (
        <button type="button" class="button" onClick={again}>
          {say.tryAgain}
        </button>
      )}
    </div>
  );
}
