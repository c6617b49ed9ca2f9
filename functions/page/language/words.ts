/** The page's sentences, kept beside the screens that say them. */
import { createContext } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { type Formats, formatsFor } from './formats.ts';
import type { Language } from './language.ts';

/** One dictionary in every language. English comes first and the others must know the same: a gap does not compile. */
export type Words<T> = Readonly<Record<Language, (formats: Formats) => T>>;

export const words = <T>(
  en: (formats: Formats) => T,
  others: Readonly<Record<Exclude<Language, 'en'>, (formats: Formats) => NoInfer<T>>>,
): Words<T> => ({ en, ...others });

export const FormatsContext = createContext<Formats>(formatsFor('en', 'en', 'UTC'));

export const useFormats = (): Formats => useContext(FormatsContext);

export function useWords<T>(all: Words<T>): T {
  const formats = useFormats();
  return useMemo(() => all[formats.language](formats), [all, formats]);
}
