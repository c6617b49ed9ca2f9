import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useNavigation } from '../navigation/navigation.ts';

let shown: string | null = null;

/** The one heading of a screen: names the tab, and takes the focus when the reader came here from another screen. */
export function Heading({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  const ref = useRef<HTMLHeadingElement>(null);
  const { address } = useNavigation();
  const place = `${address.screen}/${address.query['provider'] ?? ''}/${address.query['customer'] ?? ''}`;
  useEffect(() => {
    document.title = `${title} · Seatwatch`;
  }, [title]);
  useEffect(() => {
    // Not when the page is opened: then the reader begins at its top.
    if (shown !== null && shown !== place) ref.current?.focus({ preventScroll: true });
    shown = place;
  }, [place]);
  return (
    <h1 ref={ref} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
