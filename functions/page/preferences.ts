/** What the reader chose for this browser. Where nothing may be kept, it holds until the page is left. */
export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface Preferences {
  read(name: 'language' | 'theme'): string | null;
  write(name: 'language' | 'theme', value: string): void;
}

export function preferencesIn(view: Pick<Window, 'localStorage'>): Preferences {
  const kept = new Map<string, string>();
  return {
    read: (name) => {
      try {
        return view.localStorage.getItem(`seatwatch.${name}`) ?? kept.get(name) ?? null;
      } catch {
        return kept.get(name) ?? null;
      }
    },
    write: (name, value) => {
      kept.set(name, value);
      try {
        view.localStorage.setItem(`seatwatch.${name}`, value);
      } catch {
        // Kept for as long as the page is open.
      }
    },
  };
}

export const isTheme = (value: unknown): value is Theme => THEMES.includes(value as Theme);

/** The style sheet follows the system unless the document says otherwise. */
export function wear(theme: Theme, root: HTMLElement): void {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
