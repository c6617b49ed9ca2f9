/** Signs in at one vendor with one account and reads a little of everything, with the provider's own code. */
import { asSeatwatchError, type SeatwatchError } from '../../../lib/errors.ts';
import { createHttp, type HttpAnswer } from '../../../lib/http.ts';
import type { Account, Context, Provider, Session } from '../../../lib/provider.ts';
import { adviceOn } from './advice.ts';
import type { Finding } from './finding.ts';
import { sampleWindow } from './sample-window.ts';

export interface Examination<C extends Account> {
  readonly credentials: C;
  /** Where the account stands among the findings. */
  readonly of: string;
  readonly rotate: Context<C>['rotate'];
  readonly signal: AbortSignal;
}

/** What vendors tolerate least is five minutes; below one nobody has to know. */
const TOLERATED_MS = 60_000;
const PATIENCE_MS = 120_000;
const LIMITS = { attempts: 2, connectMs: 5000, headersMs: 15_000, bodyMs: 15_000 };

export async function* examine<C extends Account, S extends Session, R>(
  provider: Provider<C, S, R>,
  { credentials, of, rotate, signal }: Examination<C>,
): AsyncGenerator<Finding> {
  const until = Date.now() + PATIENCE_MS;
  const http = createHttp({ signal, remainingMs: () => until - Date.now(), limits: LIMITS });
  let clockErrorMs = 0;
  const seen = ({ headers }: HttpAnswer): void => {
    const errorMs = Date.parse(headers['date'] ?? '') - Date.now();
    if (Math.abs(errorMs) > Math.abs(clockErrorMs)) clockErrorMs = errorMs;
  };
  const context: Context<C> = {
    credentials,
    http: {
      send: ({ prepare, judge }) =>
        http.send({
          prepare,
          judge: (answer, attempt) => {
            seen(answer);
            return judge(answer, attempt);
          },
        }),
    },
    now: () => new Date(),
    signal,
    since: new Date(),
    notice: () => undefined,
    rotate,
  };
  try {
    yield* readings(provider, context, of);
  } finally {
    await http.close();
  }
  if (Math.abs(clockErrorMs) > TOLERATED_MS) {
    const minutes = Math.round(Math.abs(clockErrorMs) / 60_000);
    const told = `this clock is ${minutes} min ${clockErrorMs > 0 ? 'behind' : 'ahead of'} the vendor's`;
    yield {
      of,
      what: 'clock',
      state: 'doubtful',
      told,
      advice: 'Set it by a time server: vendors refuse what is minutes off.',
    };
  }
}

async function* readings<C extends Account, S extends Session, R>(
  provider: Provider<C, S, R>,
  context: Context<C>,
  of: string,
): AsyncGenerator<Finding> {
  const ill = (what: Finding['what'], error: SeatwatchError): Finding => {
    const advice = adviceOn(provider.id, error.code);
    return { of, what, state: 'ill', told: error.message, code: error.code, ...(advice ? { advice } : {}) };
  };
  const session = provider.open(context);
  let customers: Awaited<ReturnType<NonNullable<typeof provider.customers>>> | null = null;
  let isIn = false;
  if (provider.customers) {
    try {
      customers = await provider.customers(session);
    } catch (thrown) {
      yield ill('sign-in', asSeatwatchError(thrown));
      return;
    }
    isIn = true;
    const told = `signed in, ${customers.length.toLocaleString('en')} customers`;
    yield { of, what: 'sign-in', state: customers.length > 0 ? 'well' : 'doubtful', told };
  }
  for (const [name, dataset] of Object.entries(provider.datasets)) {
    const window = sampleWindow(name, dataset, customers, context.now());
    if (!window) continue;
    try {
      // The first reply is enough: it took the right to it.
      const replies = provider.read(window, session)[Symbol.asyncIterator]();
      await replies.next();
      await replies.return?.();
      if (!isIn) yield { of, what: 'sign-in', state: 'well', told: 'signed in' };
      isIn = true;
      yield { of, what: 'reading', state: 'well', told: `${name} can be read` };
    } catch (thrown) {
      const error = asSeatwatchError(thrown);
      yield ill(isIn ? 'reading' : 'sign-in', error);
      if (!isIn) return;
    }
  }
  const expires = session.credentialExpiresAt();
  if (expires !== null)
    yield {
      of,
      what: 'sign-in',
      state: 'well',
      told: `the refresh token is good until ${expires.slice(0, 10)}, longer if it is used`,
    };
}
