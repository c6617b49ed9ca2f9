/** Where the browser begins. */
import { render } from 'preact';
import { App } from './app.tsx';
import { readConfig } from './config.ts';
import { preferencesIn } from './preferences.ts';
import { beginSession } from './sign-in/begin-session.ts';

async function start(view: Window & typeof globalThis): Promise<void> {
  const config = readConfig(view.document);
  const send = (target: string, init: RequestInit): Promise<Response> => view.fetch(target, init);
  const session = await beginSession(config, {
    here: () => new URL(view.location.href),
    show: (href) => view.history.replaceState(null, '', href),
    leaveFor: (address) => view.location.assign(address),
    tab: view.sessionStorage,
    browser: view.localStorage,
    send,
    now: () => Date.now(),
  });
  const place = view.document.querySelector('#page');
  const props = { config, session, preferences: preferencesIn(view), view, send };
  if (place) render(<App {...props} />, place);
}

void start(window);
