/** The browser's history as state: links are plain links, and the back button works because it is the browser's. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Address, parseAddress } from './address.ts';

export interface Navigation {
  readonly address: Address;
  /** `replace`: what changes while one types is no step to go back to. */
  readonly go: (href: string, how?: 'push' | 'replace') => void;
}

export const NavigationContext = createContext<Navigation>({ address: parseAddress(''), go: () => undefined });

export const useNavigation = (): Navigation => useContext(NavigationContext);

/** A link of the page itself, clicked in the plain way; null = the browser's business. */
export function ownLink(event: MouseEvent, here: Location): string | null {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  ) {
    return null;
  }
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return null;
  const { origin, pathname, search, hash } = new URL(link.href, here.href);
  return origin === here.origin && pathname === '/' && hash === '' ? `/${search}` : null;
}

export function useHistory(view: Window): Navigation {
  const [address, setAddress] = useState(() => parseAddress(view.location.search));
  useEffect(() => {
    const moved = (): void => setAddress(parseAddress(view.location.search));
    const clicked = (event: MouseEvent): void => {
      const href = ownLink(event, view.location);
      if (href === null) return;
      event.preventDefault();
      view.history.pushState(null, '', href);
      view.scrollTo(0, 0);
      moved();
    };
    view.addEventListener('popstate', moved);
    view.document.addEventListener('click', clicked);
    return () => {
      view.removeEventListener('popstate', moved);
      view.document.removeEventListener('click', clicked);
    };
  }, [view]);
  const [go] = useState(() => (href: string, how: 'push' | 'replace' = 'push') => {
    if (how === 'replace') view.history.replaceState(null, '', href);
    else view.history.pushState(null, '', href);
    setAddress(parseAddress(view.location.search));
  });
  return { address, go };
}
