// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSession, type Session } from '../../../functions/page/sign-in/session.ts';
import { overage, totals, usageItem } from './answers.ts';
import { choose, page, problem, type Reader, reader, type ReaderOptions } from './reader.tsx';

let shown: Reader | undefined;
const open = async (href: string, options: ReaderOptions = {}): Promise<Reader> =>
  (shown = await reader(href, options));

beforeEach(() => localStorage.clear());
afterEach(() => shown?.leaves());

describe('the frame', () => {
  test('says what is simulated, by name unless it is everything', async () => {
    expect((await open('/')).find('.banner').textContent).toContain('Every figure here is invented');
    shown?.leaves();
    const some = await open('/', { simulated: ['trend-micro', 'naver-cloud'] });
    expect(some.find('.banner').textContent).toContain('Simulated data: Trend Micro and NAVER Cloud.');
    shown?.leaves();
    expect((await open('/', { simulated: [] })).all('.banner')).toEqual([]);
  });

  test('marks the screen one is on, and moves the focus to its heading when one has come from another', async () => {
    const { find, all, does, sees } = await open('/?screen=nowhere');
    expect(find('h1').textContent).toBe('There is no such screen');
    await does(() => find('.gate a').click());
    await sees('Nobody is over');
    expect(document.activeElement).toBe(find('h1'));
    expect(all('.menu a[aria-current="page"]').map((one) => one.textContent)).toEqual(['Overview']);
    await does(() => all('.menu a')[1]?.click());
    await sees('Readings');
    expect(location.search).toBe('?screen=find');
    expect(document.activeElement).toBe(find('h1'));
    await does(() => history.replaceState(null, '', '/'));
    await does(() => dispatchEvent(new PopStateEvent('popstate')));
    await sees('Nobody is over');
  });

  test('speaks the language that the reader chose, and remembers it', async () => {
    const { find, does, sees, all } = await open('/', {
      answers: { '/v1/overages': page(overage()), '/v1/customers': page(totals()) },
    });
    const [language, theme] = all('.choices select');
    if (!language || !theme) throw new Error('there is nothing to choose');
    await does(() => choose(language, 'ko'));
    await sees('고객 1곳이 8석 초과');
    expect([document.documentElement.lang, find('td').textContent]).toEqual(['ko', '메일 아카이브ANNUAL_LICENSE']);
    await does(() => choose(language, 'ja'));
    await sees('1社が合計8席超過');
    await does(() => choose(language, 'tlh'));
    await does(() => choose(theme, 'dark'));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    shown?.leaves();
    const again = await open('/');
    expect(again.find('h1').textContent).toBe('超過している顧客はいません');
    await again.does(() => choose(again.all('.choices select')[1] ?? again.root, 'system'));
    expect(document.documentElement.dataset['theme']).toBeUndefined();
  });

  test('draws the other screens when one of them cannot be drawn', async () => {
    const { sees, find, does, all } = await open('/?screen=find', {
      answers: { '/v1/usage': page({ ...usageItem(), labels: null }) },
    });
    await sees('This view could not be drawn');
    expect(all('[role="alert"] .quiet')).toHaveLength(1);
    await does(() => find('[role="alert"] button').click());
    await sees('This view could not be drawn');
  });
});

const type = (box: HTMLInputElement, text: string): void => {
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
};

const press = (key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): void => {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
};

describe('the search box', () => {
  test('is reached with a slash, but not while somebody writes', async () => {
    const { input, does, all } = await open('/');
    const box = input('.search input');
    await does(() => press('/', { ctrlKey: true }));
    await does(() => press('a'));
    await does(() => press('/', {}, all('.choices select')[0]));
    expect(document.activeElement).not.toBe(box);
    await does(() => press('/'));
    expect(document.activeElement).toBe(box);
  });

  test('leads to the results, where it answers while one types', async () => {
    const { input, does, sees } = await open('/');
    const box = input('.search input');
    await does(() => type(box, ' hino '));
    expect(location.search).toBe('');
    await does(() => box.form?.requestSubmit());
    expect(location.search).toBe('?screen=find&q=hino');
    await sees('Results for “hino”');
    await does(() => type(box, 'hinode'));
    await vi.waitFor(() => expect(location.search).toBe('?screen=find&q=hinode'));
    await does(() => box.form?.requestSubmit());
    expect(location.search).toBe('?screen=find&q=hinode');
    box.blur();
    await does(() => {
      history.replaceState(null, '', '/?screen=find&q=older');
      dispatchEvent(new PopStateEvent('popstate'));
    });
    expect(box.value).toBe('older');
  });
});

const session = (state: Session['state'], change: Partial<Session> = {}): Session => ({
  ...openSession,
  state,
  token: async () => 'a-token',
  ...change,
});

describe('signing in', () => {
  test('is offered to whom the page does not know, with nothing asked of the ledger', async () => {
    const signIn = vi.fn<() => Promise<undefined>>(async () => undefined);
    const { find, does, asked, text } = await open('/', {
      session: session('signed-out', { signIn, refusal: 'denied' }),
    });
    expect(find('h1').textContent).toBe('Who calls whom today?');
    expect(text()).toContain('What the issuer said:denied');
    await does(() => find('.button-main').click());
    expect([signIn.mock.calls.length, asked]).toEqual([1, []]);
    shown?.leaves();
    expect((await open('/', { session: session('leaving') })).text()).toContain('Taking you to sign in');
  });

  test('sends the token with every question, and ends where the reader wants', async () => {
    const signOut = vi.fn<() => Promise<undefined>>(async () => undefined);
    const { find, does, headers } = await open('/', { session: session('signed-in', { signOut }) });
    expect(headers.length).toBeGreaterThan(2);
    expect(new Set(headers.map((one) => JSON.stringify(one)))).toEqual(new Set(['{"authorization":"Bearer a-token"}']));
    await does(() => find('.choices button').click());
    expect(signOut).toHaveBeenCalledOnce();
  });

  test('is asked for again when an answer is refused', async () => {
    const answers = { '/v1/overages': problem(401) };
    const { find, sees } = await open('/', { answers, session: session('signed-in') });
    await sees('Your sign-in has ended');
    expect(find('.button-main').textContent).toBe('Sign in again');
    shown?.leaves();
    const nowhere = await open('/', { answers });
    await nowhere.sees('this page was told of no issuer');
  });

  test('cannot be where there is no network', async () => {
    const { sees, text } = await open('/', { answers: { '/v1/overages': new TypeError('failed to fetch') } });
    await sees('No connection');
    expect(text()).toContain('Check your network');
  });
});
