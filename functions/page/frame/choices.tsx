import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { isLanguage, LANGUAGE_NAMES, LANGUAGES, type Language } from '../language/language.ts';
import { useFormats, useWords } from '../language/words.ts';
import { isTheme, type Theme, THEMES } from '../preferences.ts';
import { useSession } from '../sign-in/use-session.ts';
import { frameWords } from './words.ts';

export interface Chosen {
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
}

export const ChosenContext = createContext<Chosen>({
  theme: 'system',
  setTheme: () => undefined,
  setLanguage: () => undefined,
});

/** Language, colours, and the way out. */
export function Choices() {
  const say = useWords(frameWords);
  const { language } = useFormats();
  const { theme, setTheme, setLanguage } = useContext(ChosenContext);
  const session = useSession();
  return (
    <div class="choices">
      <select
        aria-label={say.language}
        value={language}
        onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
      >
        {LANGUAGES.map((one) => (
          <option key={one} value={one} lang={one}>
            {LANGUAGE_NAMES[one]}
          </option>
        ))}
      </select>
      <select
        aria-label={say.theme}
        value={theme}
        onChange={({ currentTarget: { value } }) => isTheme(value) && setTheme(value)}
      >
        {THEMES.map((one) => (
          <option key={one} value={one}>
            {say.themes[one]}
          </option>
        ))}
      </select>
      {session.state === 'signed-in' && (
        <button type="button" class="button" onClick={() => void session.signOut()}>
          {say.signOut}
        </button>
      )}
    </div>
  );
}
