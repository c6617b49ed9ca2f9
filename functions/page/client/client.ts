/** The API as the page asks it: with the reader's token, page by page, failing in words. */
import type { Page } from './answers.ts';
import { Failure, failureOf } from './failure.ts';

export type Parameters = Readonly<Record<string, string | number | null | undefined>>;

export interface Client {
  /** One answer. Throws a Failure. */
  get<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T>;
  /** Every page up to the end. Ends early when nobody goes on asking. Throws a Failure. */
  pages<Item>(path: string, parameters?: Parameters, signal?: AbortSignal): AsyncGenerator<readonly Item[]>;
  /** The parts of an export, followed to its end. Throws a Failure. */
  parts(path: string, parameters: Parameters, signal?: AbortSignal): AsyncGenerator<Blob>;
}

export interface ClientOptions {
  readonly send: (target: string, init: RequestInit) => Promise<Response>;
  /** The reader's token; null = none is asked for. Throws a Failure of kind `sign-in` when there is none any more. */
  readonly token: () => Promise<string | null>;
  /** Hears of it when an answer was refused because nobody is signed in any more. */
  readonly signedOut?: () => void;
}

export function targetOf(path: string, parameters: Parameters = {}): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const query = new URLSearchParams(given).toString();
  return query === '' ? path : `${path}?${query}`;
}

export function createClient({ send, token, signedOut = () => undefined }: ClientOptions): Client {
  async function ask(target: string, signal: AbortSignal | undefined): Promise<Response> {
    try {
      return await answered(target, signal);
    } catch (error) {
      if (error instanceof Failure && error.kind === 'sign-in') signedOut();
      throw error;
    }
  }

  async function answered(target: string, signal: AbortSignal | undefined): Promise<Response> {
    const bearer = await token();
    const init = {
      ...(bearer === null ? {} : { headers: { authorization: `Bearer ${bearer}` } }),
      ...(signal === undefined ? {} : { signal }),
    };
    // Without a network, and when it is called off.
    const response = await Promise.resolve(send(target, init)).catch((error: unknown) => {
      throw signal?.aborted === true ? error : new Failure('offline');
    });
    if (!response.ok) throw await failureOf(response);
    return response;
  }

  async function get<T>(path: string, parameters?: Parameters, signal?: AbortSignal): Promise<T> {
    const response = await ask(targetOf(path, parameters), signal);
    return (await response.json()) as T;
  }

  return {
    get,
    async *pages<Item>(path: string, parameters: Parameters = {}, signal?: AbortSignal) {
      let cursor: string | null = null;
      do {
        const page: Page<Item> = await get(path, { ...parameters, cursor }, signal);
        yield page.items;
        cursor = page.next;
      } while (cursor !== null);
    },
    async *parts(path, parameters, signal) {
      let target: string | undefined = targetOf(path, parameters);
      while (target !== undefined) {
        const response = await ask(target, signal);
        yield await response.blob();
        const next = /<([^>]+)>; *rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
        // Relative to what was asked, and never elsewhere than there.
        const url = next === undefined ? null : new URL(next, `https://here${path}`);
        target = url === null ? undefined : `${url.pathname}${url.search}`;
      }
    },
  };
}
