/** Waits for a person no longer than was said, and no longer than they like. */
import { CommandError } from '../command.ts';
import { interruption } from '../interrupt.ts';

export interface Patience extends Disposable {
  /** Its reason is a CommandError that says why nobody waits any more. */
  readonly signal: AbortSignal;
}

export function untilAnswered(seconds: number): Patience {
  const interrupted = interruption();
  const ended = new AbortController();
  const stop = (why: string): void => ended.abort(new CommandError('CONSENT', `${why} Nothing was stored.`));
  const timer = setTimeout(() => stop(`Nobody came back within ${seconds} s.`), seconds * 1000);
  interrupted.signal.addEventListener('abort', () => stop('Stopped.'));
  return {
    signal: ended.signal,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      interrupted[Symbol.dispose]();
    },
  };
}
