import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../language/words.ts';
import { hrefOf } from '../navigation/address.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { frameWords } from './words.ts';

/** How long somebody pauses between two letters, in milliseconds. */
const PAUSE = 250;

/** One box for customers and products, reached with `/`. On the screen of results it answers while one types. */
export function SearchBox() {
  const { search } = useWords(frameWords);
  const { address, go } = useNavigation();
  const box = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isThere = address.screen === 'find';
  const asked = isThere ? (address.query['q'] ?? '') : '';

  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      const isWriting = event.target instanceof Element && event.target.closest('input, select, textarea') !== null;
      if (event.key !== '/' || isWriting || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
      box.current?.select();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
  useEffect(() => {
    // The back button changes what was asked; what is being typed is left alone.
    if (box.current && document.activeElement !== box.current) box.current.value = asked;
  }, [asked]);
  useEffect(() => () => clearTimeout(waiting.current), [address]);

  const find = (how: 'push' | 'replace'): void => {
    clearTimeout(waiting.current);
    const q = box.current?.value.trim() ?? '';
    if (!isThere || q !== asked) go(hrefOf('find', { ...(isThere ? address.query : {}), q }), how);
  };
  return (
    <form
      class="search"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        find('push');
      }}
    >
      <input
        ref={box}
        type="search"
        aria-label={search}
        aria-keyshortcuts="/"
        placeholder={search}
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        defaultValue={asked}
        onInput={() => {
          clearTimeout(waiting.current);
          if (isThere) waiting.current = setTimeout(() => find('replace'), PAUSE);
        }}
      />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}
