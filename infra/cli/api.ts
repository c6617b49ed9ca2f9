/** The API as a command asks it: on this machine or of a stack, with what it refuses told in the command's own words. */
import { setTimeout as pause } from 'node:timers/promises';
import { CommandError, UsageError } from './command.ts';

export interface Place {
  /** Without a slash at its end. */
  readonly address: string;
  /** Of the deployed API: what to send as a bearer token; null = nobody asks for one. */
  readonly token: () => Promise<string | null>;
  /** What to do when nobody answers there. */
  readonly advice: string;
}

export type Query = Readonly<Record<string, string>>;

export interface Api {
  readonly address: string;
  /** Throws a UsageError that names the option at fault, or a CommandError. */
  get<T>(path: string, query?: Query): Promise<T>;
  post<T>(path: string, body: object): Promise<T>;
  /** A good answer whose body is yet to come. */
  open(target: string, accept: string): Promise<Response>;
}

/** One second more than an HTTP API lets its function think. */
const PATIENCE_MS = 30_000;
const ATTEMPTS = 3;
/** Passing: throttled by the gateway, or the function had a bad moment. */
const PASSING: ReadonlySet<number> = new Set([429, 502, 503, 504]);

export function openApi(place: Place): Api {
  async function ask(target: string, init: RequestInit, given: Readonly<Record<string, string>>): Promise<Response> {
    const token = await place.token();
    const headers = { ...given, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
    for (let attempt = 1; ; attempt++) {
      const answer = await answerOf(place, target, { ...init, headers });
      if (answer.ok) return answer;
      // Of what has begun something nobody knows whether it has.
      if (!PASSING.has(answer.status) || attempt >= ATTEMPTS || init.method === 'POST')
        throw await refusal(place, answer);
      await answer.body?.cancel();
      await pause(500 * attempt);
    }
  }

  return {
    address: place.address,
    get: async (path, query = {}) => {
      const search = new URLSearchParams(query).toString();
      return jsonOf(place, await ask(search === '' ? path : `${path}?${search}`, {}, { accept: 'application/json' }));
    },
    post: async (path, body) => {
      const headers = { accept: 'application/json', 'content-type': 'application/json' };
      return jsonOf(place, await ask(path, { method: 'POST', body: JSON.stringify(body) }, headers));
    },
    open: (target, accept) => ask(target, {}, { accept }),
  };
}

async function answerOf({ address, advice }: Place, target: string, init: RequestInit): Promise<Response> {
  try {
    // The time is for the beginning of the answer: an export may take as long as it takes.
    const signal = new AbortController();
    const timer = setTimeout(() => signal.abort(), PATIENCE_MS);
    return await fetch(new URL(target, address), { ...init, redirect: 'error', signal: signal.signal }).finally(() =>
      clearTimeout(timer),
    );
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } };
    const why = typeof cause?.code === 'string' ? ` (${cause.code})` : '';
    throw new CommandError('UNREACHABLE', `Nothing answers on ${address}${why}. ${advice}`);
  }
}

async function jsonOf<T>({ address }: Place, answer: Response): Promise<T> {
  try {
    return (await answer.json()) as T;
  } catch {
    throw new CommandError('REFUSED', `What answers on ${address} is not Seatwatch, or its answer was cut short.`);
  }
}

interface Problem {
  readonly detail?: unknown;
  readonly parameter?: unknown;
  /** In the gateway's own form. */
  readonly message?: unknown;
}

async function refusal({ address, advice }: Place, answer: Response): Promise<Error> {
  const { status } = answer;
  const { detail, parameter, message } = (await answer.json().catch(() => ({}))) as Problem;
  const told = [detail, message].find((text) => typeof text === 'string') ?? `HTTP ${status}`;
  if (status === 400 && typeof parameter === 'string') return new UsageError(`--${parameter}: ${told}`);
  if (status === 400) return new UsageError(told);
  if (status === 401) {
    return new CommandError('NOT_ALLOWED', `${address} wants an access token, or another one: ${told}. ${advice}`);
  }
  if (status === 403) return new CommandError('NOT_ALLOWED', `The access token is not enough for this: ${told}.`);
  return new CommandError(status === 503 ? 'UNREACHABLE' : 'REFUSED', `${address} answers ${status}: ${told}.`);
}
