// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../../functions/page/config.ts';
import { ownLink } from '../../../functions/page/navigation/navigation.ts';
import { preferencesIn } from '../../../functions/page/preferences.ts';

const linked = (html: string, event: MouseEventInit = {}): string | null => {
  document.body.innerHTML = html;
  let found: string | null = null;
  const heard = (click: Event): void => {
    found = ownLink(click as MouseEvent, location);
    click.preventDefault();
  };
  document.addEventListener('click', heard, { once: true });
  document.body.firstElementChild?.dispatchEvent(
    new MouseEvent('click', { bubbles: true, cancelable: true, ...event }),
  );
  return found;
};

const shell = (content: string): Document => {
  document.head.innerHTML = `<meta name="seatwatch" content='${content}'>`;
  return document;
};

describe('a link', () => {
  test('of the page is followed by the page, any other by the browser', () => {
    expect(linked('<a href="/?screen=find">x</a>')).toBe('/?screen=find');
    expect(linked('<a href="/?a">x</a>', { ctrlKey: true })).toBeNull();
    expect(linked('<a href="/?a">x</a>', { button: 1 })).toBeNull();
    expect(linked('<a href="/v1/openapi.json">x</a>')).toBeNull();
    expect(linked('<a href="#content">x</a>')).toBeNull();
    expect(linked('<a href="https://elsewhere.example/">x</a>')).toBeNull();
    expect(linked('<a href="/?a" target="_blank">x</a>')).toBeNull();
    expect(linked('<a href="/?a" download="b">x</a>')).toBeNull();
    expect(linked('<p>x</p>')).toBeNull();
  });
});

describe('what the page is told', () => {
  test('stands in the shell', () => {
    expect(
      readConfig(shell('{"issuer":"https://i","clientId":"c","scopes":["r"],"simulated":["trend-micro","x"]}')),
    ).toEqual({
      issuer: 'https://i',
      clientId: 'c',
      scopes: ['r'],
      simulated: ['trend-micro'],
    });
    expect(readConfig(shell('{"issuer":""}'))).toEqual({ issuer: null, clientId: null, scopes: [], simulated: [] });
    expect(() => readConfig(shell('%CONFIG%'))).toThrow(SyntaxError);
  });

  test('by the reader is kept for as long as the browser lets it', () => {
    const broken = {
      getItem: () => {
        throw new Error('not allowed');
      },
      setItem: () => {
        throw new Error('not allowed');
      },
    };
    const preferences = preferencesIn({ localStorage: broken as never });
    expect(preferences.read('theme')).toBeNull();
    preferences.write('theme', 'dark');
    expect(preferences.read('theme')).toBe('dark');
  });
});

test('the page begins where the shell has a place for it', async () => {
  document.head.innerHTML = `<meta name="seatwatch" content='{"issuer":"https://i","clientId":"c","simulated":[]}'>`;
  document.body.innerHTML = '<div id="page"></div>';
  history.replaceState(null, '', '/?code=1&state=2');
  await import('../../../functions/page/start.tsx');
  await vi.waitFor(() => expect(document.querySelector('h1')?.textContent).toBe('Who calls whom today?'));
  expect(location.search).toBe('');
});
