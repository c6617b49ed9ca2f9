import { useWords } from '../language/words.ts';
import { hrefOf, type Screen } from '../navigation/address.ts';
import { useNavigation } from '../navigation/navigation.ts';
import { isBuilt } from './screens.tsx';
import { SearchBox } from './search-box.tsx';
import { Choices } from './choices.tsx';
import { frameWords } from './words.ts';

const MENU = ['home', 'find', 'trust', 'underused'] as const satisfies readonly Screen[];

export function Header() {
  const say = useWords(frameWords);
  const { address } = useNavigation();
  return (
    <header class="header">
      <a class="brand" href="/">
        <Mark />
        Seatwatch
      </a>
      <nav class="menu" aria-label={say.menu}>
        {MENU.filter(isBuilt).map((screen) => (
          <a
            key={screen}
            href={hrefOf(screen)}
            {...(address.screen === screen ? { 'aria-current': 'page' as const } : {})}
          >
            {say.screens[screen]}
          </a>
        ))}
      </nav>
      <SearchBox />
      <Choices />
    </header>
  );
}

/** Three seats held, and one more on top. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
    <rect x="1" y="6" width="3.6" height="9" rx="1" />
    <rect x="6.2" y="6" width="3.6" height="9" rx="1" />
    <rect x="11.4" y="6" width="3.6" height="9" rx="1" />
    <rect class="mark-over" x="11.4" y="1" width="3.6" height="3.8" rx="1" />
  </svg>
);
