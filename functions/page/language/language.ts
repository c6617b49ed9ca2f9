/** In which of the page's languages, and for which region's habits, it is written. */
export const LANGUAGES = ['en', 'ko', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES = { en: 'English', ko: '한국어', ja: '日本語' } as const satisfies Record<Language, string>;

export const isLanguage = (value: unknown): value is Language => LANGUAGES.includes(value as Language);

const primary = (locale: string): string => locale.toLowerCase().split('-', 1).join();

/** What the reader chose, else the first of the browser's languages that the page speaks, else English. */
export function languageFor(chosen: string | null, preferred: readonly string[]): Language {
  if (isLanguage(chosen)) return chosen;
  return preferred.map(primary).find(isLanguage) ?? 'en';
}

/** British readers want British dates: the browser's own variant of the language, where it names one. */
export const localeFor = (language: Language, preferred: readonly string[]): string =>
  preferred.find((locale) => primary(locale) === language) ?? language;
