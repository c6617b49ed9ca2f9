import { useErrorBoundary } from 'preact/hooks';
import type { Config } from '../config.ts';
import { PROVIDER_IDS } from '../../../lib/usage.ts';
import { useFormats, useWords } from '../language/words.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { Heading } from '../parts/heading.tsx';
import { PROVIDER_NAMES } from '../parts/words.ts';
import { useSession } from '../sign-in/use-session.ts';
import { Header } from './header.tsx';
import { ScreenOf } from './screens.tsx';
import { SignedOut } from './signed-out.tsx';
import { frameWords } from './words.ts';

/** Everything around a screen. */
export function Frame({ simulated }: Pick<Config, 'simulated'>) {
  const say = useWords(frameWords);
  const formats = useFormats();
  const { state } = useSession();
  const mayRead = state === 'open' || state === 'signed-in';
  const names = formats.list(simulated.map((id) => PROVIDER_NAMES[id]));
  return (
    <>
      <a class="skip" href="#content">
        {say.skip}
      </a>
      {mayRead && <Header />}
      {mayRead && simulated.length > 0 && (
        <aside class="banner">
          <p role="note">{simulated.length === PROVIDER_IDS.length ? say.simulatedAll : say.simulated(names)}</p>
        </aside>
      )}
      <main id="content" tabIndex={-1}>
        {mayRead ? <Shown /> : <SignedOut />}
      </main>
    </>
  );
}

function Shown() {
  const say = useWords(frameWords);
  const { screen } = useNavigation().address;
  const [error, reset] = useErrorBoundary();
  if (error) {
    return (
      <div class="notice" role="alert">
        <p class="notice-title">{say.broken}</p>
        <p>{say.brokenText}</p>
        <p class="quiet" lang="en">
          {error instanceof Error ? error.message : String(error)}
        </p>
        <button type="button" class="button" onClick={reset}>
          {say.reload}
        </button>
      </div>
    );
  }
  if (screen !== null) return <ScreenOf screen={screen} />;
  return (
    <section class="gate">
      <Heading title={say.absentTitle} />
      <p>{say.absentText}</p>
      <a href="/">{say.absentHome}</a>
    </section>
  );
}
