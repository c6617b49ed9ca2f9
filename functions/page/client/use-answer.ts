/** A question's way: under way, answered, failed; asked again when it changes and when the reader wants. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { type Client, createClient } from './client.ts';
import { asFailure, type Failure } from './failure.ts';

export interface Answered<T> {
  /** What is known so far; stays while a repetition is under way. */
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly isLoading: boolean;
  /** When the value came. */
  readonly at: Date | null;
  readonly again: () => void;
}

/** `tell` shows what is known before the end. */
export type Question<T> = (client: Client, signal: AbortSignal, tell: (value: T) => void) => Promise<T>;

export const ClientContext = createContext<Client>(
  createClient({ send: () => Promise.reject(new TypeError('there is no network')), token: async () => null }),
);

export const useClient = (): Client => useContext(ClientContext);

interface State<T> {
  readonly key: string;
  readonly value: T | null;
  readonly failure: Failure | null;
  readonly isLoading: boolean;
  readonly at: Date | null;
}

const begun = <T>(key: string): State<T> => ({ key, value: null, failure: null, isLoading: true, at: null });

/** `key` says in text what the question depends on: while it stays, the question is not asked again. */
export function useAnswer<T>(key: string, question: Question<T>): Answered<T> {
  const client = useClient();
  const [state, setState] = useState<State<T>>(() => begun(key));
  const [round, setRound] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const show = (change: Partial<State<T>>): void => {
      if (!abort.signal.aborted) setState((before) => ({ ...before, ...change }));
    };
    setState((before) => (before.key === key ? { ...before, isLoading: true, failure: null } : begun(key)));
    question(client, abort.signal, (value) => show({ value })).then(
      (value) => show({ value, isLoading: false, at: new Date() }),
      (error: unknown) => show({ failure: asFailure(error), isLoading: false }),
    );
    return () => abort.abort();
    // The question is what its key says.
  }, [client, key, round]);
  const shown = state.key === key ? state : begun<T>(key);
  return { ...shown, again: () => setRound((count) => count + 1) };
}
