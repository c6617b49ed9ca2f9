/** Somebody in front of the page: a document without a browser, an API that answers what the test says. */
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { App } from '../../../functions/page/app.tsx';
import { preferencesIn } from '../../../functions/page/preferences.ts';
import { openSession, type Session } from '../../../functions/page/sign-in/session.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';

/** By the beginning of path and query, the longest that fits; a Response as it is, anything else as JSON. */
export type Answers = Readonly<Record<string, unknown>>;

export const page = (...items: readonly unknown[]) => ({ items, next: null });

const EMPTY: Answers = {
  '/v1/overages': page(),
  '/v1/providers': page(),
  '/v1/customers': page(),
  '/v1/usage': page(),
  '/v1/corrections': page(),
  '/v1/runs': page(),
};

export const problem = (status: number, detail = 'it is so'): (() => Response) => {
  const text = JSON.stringify({ type: 'about:blank', title: 'No', status, detail });
  return () => new Response(text, { status, headers: { 'content-type': 'application/problem+json' } });
};

export interface ReaderOptions {
  readonly answers?: Answers;
  readonly session?: Session;
  readonly simulated?: readonly ProviderId[];
}

export interface Reader {
  readonly root: HTMLElement;
  /** Targets that were asked for. */
  readonly asked: string[];
  /** What was asked with. */
  readonly headers: HeadersInit[];
  readonly text: () => string;
  /** Waits until the page says this. */
  readonly sees: (text: string | RegExp) => Promise<void>;
  readonly find: (selector: string) => HTMLElement;
  readonly input: (selector: string) => HTMLInputElement;
  readonly all: (selector: string) => HTMLElement[];
  /** What the reader does, and what follows from it. */
  readonly does: (something: () => void) => Promise<void>;
  readonly leaves: () => void;
}

/** A canvas that takes every stroke and shows none. */
function preparePictures(): void {
  const strokes = new Proxy(
    {},
    { get: (_, name) => (name === 'measureText' ? () => ({ width: 8 }) : () => undefined), set: () => true },
  );
  HTMLCanvasElement.prototype.getContext = (() => strokes) as never;
  const missing = {
    Path2D: class {
      rect() {}
      moveTo() {}
      lineTo() {}
      arc() {}
      closePath() {}
      addPath() {}
    },
  };
  for (const [name, value] of Object.entries(missing))
    if (!(name in globalThis)) Object.assign(globalThis, { [name]: value });
}

/** What follows from what was done has happened. */
const quiet = async (): Promise<void> => {
  for (let turn = 0; turn < 4; turn++) await act(() => new Promise((resolve) => setTimeout(resolve, 2)));
};

export async function reader(href: string, options: ReaderOptions = {}): Promise<Reader> {
  const { answers = {}, session = openSession, simulated = PROVIDER_IDS } = options;
  preparePictures();
  const all: Answers = { ...EMPTY, ...answers };
  const asked: string[] = [];
  const headers: HeadersInit[] = [];
  const send = async (target: string, init: RequestInit): Promise<Response> => {
    asked.push(target);
    headers.push(init.headers ?? {});
    const name = Object.keys(all)
      .filter((start) => target.startsWith(start))
      .toSorted((a, b) => b.length - a.length)[0];
    const answer = name === undefined ? problem(404)() : all[name];
    const given: unknown = typeof answer === 'function' ? (answer as (target: string) => unknown)(target) : answer;
    if (given instanceof Error) throw given;
    return given instanceof Response ? given : Response.json(given);
  };
  history.replaceState(null, '', href);
  const root = document.createElement('div');
  document.body.append(root);
  const config = { issuer: null, clientId: null, scopes: [], simulated };
  const view = window;
  const app = <App {...{ config, session, view, send }} preferences={preferencesIn(view)} zone="Asia/Tokyo" />;
  await act(() => render(app, root));
  await quiet();
  const text = (): string => (root.textContent ?? '').replace(/\s+/g, ' ');
  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector);
    if (found === null) throw new Error(`the page has no ${selector}: ${root.innerHTML}`);
    return found;
  };
  return {
    root,
    asked,
    headers,
    text,
    sees: (wanted) =>
      vi.waitFor(async () => {
        await quiet();
        if (typeof wanted === 'string' ? !text().includes(wanted) : !wanted.test(text())) {
          throw new Error(`the page does not say ${wanted}, but: ${text()}`);
        }
      }, 5000),
    find,
    input: (selector) => {
      const found = find(selector);
      if (!(found instanceof HTMLInputElement)) throw new Error(`${selector} is no input`);
      return found;
    },
    all: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
    does: async (something) => {
      await act(something);
      await quiet();
    },
    leaves: () => {
      void act(() => render(null, root));
      root.remove();
    },
  };
}

export const choose = (element: HTMLElement, value: string): void => {
  (element as HTMLInputElement).value = value;
  element.dispatchEvent(new Event('change', { bubbles: true }));
};
