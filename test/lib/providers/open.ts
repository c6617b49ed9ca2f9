/** A provider opened for a test: its retries do not wait, and time is the test's. */
import * as v from 'valibot';
import { SeatwatchError } from '../../../lib/errors.ts';
import { createHttp } from '../../../lib/http.ts';
import {
  type Account,
  type Context,
  type Provider,
  type Reading,
  type Rejection,
  RESTART,
  type Session,
  type Window,
} from '../../../lib/provider.ts';

/** The first account of a secret. */
export const accountOf = (secret: unknown): unknown => (Array.isArray(secret) ? secret[0] : secret);

export const credentialsOf = <C extends Account>(provider: Pick<Provider<C>, 'credentials'>, secret: unknown): C =>
  v.parse(provider.credentials, accountOf(secret));

export interface Opened<S> {
  readonly session: S;
  /** What the provider found worth a line in the log. */
  readonly notices: string[];
  /** Ends the time of the run. */
  readonly abort: () => void;
  readonly close: () => Promise<void>;
}

export function open<C extends Account, S extends Session>(
  provider: { open(context: Context<C>): S },
  credentials: C,
  now: () => Date,
): Opened<S> {
  const controller = new AbortController();
  const notices: string[] = [];
  const http = createHttp({
    signal: controller.signal,
    remainingMs: () => 900_000,
    random: () => 0,
    sleep: async () => {},
  });
  let token = (credentials as { refreshToken?: string }).refreshToken ?? '';
  const session = provider.open({
    credentials,
    http,
    now,
    signal: controller.signal,
    since: now(),
    notice: (message, facts) => notices.push(`${message} ${JSON.stringify(facts ?? {})}`),
    rotate: async (exchange) => {
      const answer = await exchange(token);
      token = answer.refreshToken ?? token;
      return answer;
    },
  });
  return { session, notices, abort: () => controller.abort(), close: () => http.close() };
}

/** A whole window: every reply, and what they become. */
export async function readWindow<S extends Session, Reply>(
  provider: Pick<Provider<Account, S, Reply>, 'read' | 'normalise'>,
  window: Window,
  session: S,
): Promise<{ replies: Reply[]; rows: Array<Reading | Rejection> }> {
  const replies: Reply[] = [];
  const rows: Array<Reading | Rejection> = [];
  for await (const reply of provider.read(window, session)) {
    if (reply === RESTART) {
      replies.length = 0;
      rows.length = 0;
      continue;
    }
    replies.push(reply);
    rows.push(...provider.normalise(reply, window));
  }
  return { replies, rows };
}

/** The error that this ends in; a test fails when it ends well or in any other error. */
export async function failureOf(attempt: Promise<unknown>): Promise<SeatwatchError> {
  const outcome: unknown = await attempt.then(
    () => 'it succeeded',
    (error: unknown) => error,
  );
  if (outcome instanceof SeatwatchError) return outcome;
  throw new TypeError('expected a SeatwatchError', { cause: outcome });
}
