/** The page: what the reader chose and may see, handed down to whatever screen the address names. */
import { useEffect, useMemo, useState } from 'preact/hooks';
import { ClientContext } from './client/use-answer.ts';
import { createClient } from './client/client.ts';
import type { Config } from './config.ts';
import { ChosenContext } from './frame/choices.tsx';
import { Frame } from './frame/frame.tsx';
import { formatsFor } from './language/formats.ts';
import { languageFor, localeFor } from './language/language.ts';
import { FormatsContext } from './language/words.ts';
import { NavigationContext, useHistory } from './navigation/navigation.ts';
import { isTheme, type Preferences, wear } from './preferences.ts';
import type { Session } from './sign-in/session.ts';
import { SessionContext } from './sign-in/use-session.ts';

export interface AppProps {
  readonly config: Config;
  readonly session: Session;
  readonly preferences: Preferences;
  readonly view: Window;
  readonly send: (target: string, init: RequestInit) => Promise<Response>;
  /** Undefined = the zone of the reader's machine. */
  readonly zone?: string;
}

export function App({ config, session, preferences, view, send, zone }: AppProps) {
  const preferred = view.navigator.languages;
  const [language, setLanguage] = useState(() => languageFor(preferences.read('language'), preferred));
  const [theme, setTheme] = useState(() => {
    const kept = preferences.read('theme');
    return isTheme(kept) ? kept : 'system';
  });
  const formats = useMemo(() => formatsFor(language, localeFor(language, preferred), zone), [language, zone]);
  const [isOver, setOver] = useState(false);
  const client = useMemo(
    () => createClient({ send, token: () => session.token(), signedOut: () => setOver(session.state !== 'open') }),
    [send, session],
  );
  const present = useMemo((): Session => (isOver ? { ...session, state: 'ended' } : session), [isOver, session]);
  const navigation = useHistory(view);
  useEffect(() => {
    view.document.documentElement.lang = language;
  }, [language]);
  useEffect(() => wear(theme, view.document.documentElement), [theme]);
  const chosen = {
    theme,
    setTheme: (one: typeof theme) => {
      preferences.write('theme', one);
      setTheme(one);
    },
    setLanguage: (one: typeof language) => {
      preferences.write('language', one);
      setLanguage(one);
    },
  };
  return (
    <FormatsContext.Provider value={formats}>
      <SessionContext.Provider value={present}>
        <ClientContext.Provider value={client}>
          <NavigationContext.Provider value={navigation}>
            <ChosenContext.Provider value={chosen}>
              <Frame simulated={config.simulated} />
            </ChosenContext.Provider>
          </NavigationContext.Provider>
        </ClientContext.Provider>
      </SessionContext.Provider>
    </FormatsContext.Provider>
  );
}
