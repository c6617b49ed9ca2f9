/** Which component shows which screen. All but the first are loaded when somebody goes there. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { asFailure, Failure } from '../client/failure.ts';
import { Home } from '../home/home.tsx';
import type { Screen } from '../navigation/address.ts';
import { FailureNotice } from '../parts/failure-notice.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

type Loaded = Promise<{ readonly Screen: ComponentType }>;

const LATER: Readonly<Partial<Record<Screen, () => Loaded>>> = {
  customer: () => import('../customer/customer.tsx'),
  find: () => import('../find/find.tsx'),
  trust: () => import('../trust/trust.tsx'),
  underused: () => import('../underused/underused.tsx'),
};

/** Those that the menu may name. */
export const isBuilt = (screen: Screen): boolean => screen === 'home' || screen in LATER;

const loaded = new Map<Screen, ComponentType>();

export function ScreenOf({ screen }: { readonly screen: Screen }) {
  const [, arrived] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const Found = screen === 'home' ? Home : loaded.get(screen);
  useEffect(() => {
    setFailure(null);
    if (Found) return;
    LATER[screen]?.().then(
      (module) => {
        loaded.set(screen, module.Screen);
        arrived((count) => count + 1);
      },
      // A part of the page that is not there any more: another version was deployed meanwhile.
      (error: unknown) => setFailure(new Failure('absent', asFailure(error).detail)),
    );
  }, [screen, Found]);
  if (failure) return <FailureNotice failure={failure} again={() => globalThis.location.reload()} />;
  return Found ? <Found /> : <Skeleton lines={8} />;
}
