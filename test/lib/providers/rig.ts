/** A provider and its simulated vendor, put together for the contract suite. */
import {
  type RunningVendor,
  type SimulatedAnswer,
  type SimulatedVendor,
  serve,
} from '../../../infra/local/vendors/simulator.ts';
import type { SeatwatchError } from '../../../lib/errors.ts';
import type { Account, Customer, Provider, Reading, Rejection, Session, Window } from '../../../lib/provider.ts';
import { accountOf, credentialsOf, failureOf, type Opened, open, readWindow } from './open.ts';

/** How the suite meets one dataset. */
interface DatasetBench<Reply> {
  /** Text that the target of this dataset's requests holds, and no sign-in and no customer list. */
  readonly path: string;
  /** A window that the simulated vendor has readings for. */
  readonly window: (customers: readonly Customer[]) => Window;
  /** A reply as `read` yields it, with this JSON where the vendor's rows or answer would be. */
  readonly reply: (json: unknown) => NoInfer<Reply>;
}

/** What a provider's test hands to the suite. */
export interface ProviderBench<C extends Account, S extends Session, Reply> {
  readonly provider: Provider<C, S, Reply>;
  readonly vendor: (now: () => Date) => SimulatedVendor;
  readonly now: Date;
  /** One entry for each dataset of the provider. */
  readonly datasets: Readonly<Record<string, DatasetBench<Reply>>>;
  /** Text in the target of the customer list's requests; absent where there is no such list. */
  readonly customersPath?: string;
  /** The same credentials, spoiled so that the vendor refuses them. */
  readonly brokenCredentials: (credentials: C) => C;
}

export interface Rig<S extends Session, Reply> {
  readonly running: RunningVendor;
  /** Changes what the vendor answers on the way out; null = the vendor's own answers. */
  tamper: ((answer: SimulatedAnswer, target: string) => SimulatedAnswer) | null;
  /** The customers that the vendor lists; none where it has no list. */
  customers(): Promise<readonly Customer[]>;
  read(window: Window): Promise<{ replies: Reply[]; rows: Array<Reading | Rejection> }>;
  /** Uses a session of its own, which may be `broken` by wrong credentials. */
  within<T>(use: (opened: Opened<S>) => Promise<T>, broken?: 'broken'): Promise<T>;
  /** The error that this ends in, found to be discreet and reached within bounds. */
  failing(attempt: Promise<unknown>): Promise<SeatwatchError>;
  /** Those of these messages that hold something secret. */
  indiscreet(messages: readonly string[]): string[];
}

/** More requests than a window of a simulated vendor ever needs, retries included. */
const REQUESTS_AT_MOST = 60;

export async function rigOf<C extends Account, S extends Session, Reply>(
  bench: ProviderBench<C, S, Reply>,
): Promise<Rig<S, Reply>> {
  const { provider } = bench;
  const now = (): Date => bench.now;
  const vendor = bench.vendor(now);
  const rig: Pick<Rig<S, Reply>, 'tamper'> = { tamper: null };
  const running = await serve({
    id: vendor.id,
    secret: (origin) => vendor.secret(origin),
    throttled: () => vendor.throttled(),
    expireTokens: () => vendor.expireTokens?.(),
    answer: async (request) => {
      const answer = await vendor.answer(request);
      return rig.tamper ? rig.tamper(answer, request.target) : answer;
    },
  });

  async function within<T>(use: (opened: Opened<S>) => Promise<T>, broken?: 'broken'): Promise<T> {
    const good = credentialsOf(provider, running.secret);
    const opened = open(provider, broken ? bench.brokenCredentials(good) : good, now);
    try {
      return await use(opened);
    } finally {
      await opened.close();
      refuse(indiscreet(opened.notices));
    }
  }

  async function failing(attempt: Promise<unknown>): Promise<SeatwatchError> {
    const error = await failureOf(attempt);
    refuse(indiscreet([error.message]));
    if (running.requests.length > REQUESTS_AT_MOST) throw new RangeError(`${running.requests.length} requests`);
    return error;
  }

  const indiscreet = (messages: readonly string[]): string[] => {
    const secrets = secretTexts(running);
    return messages.filter((message) => secrets.some((text) => message.includes(text)));
  };

  return Object.assign(rig, {
    running,
    customers: () => within(async ({ session }) => (await provider.customers?.(session)) ?? []),
    read: (window: Window) => within(({ session }) => readWindow(provider, window, session)),
    within,
    failing,
    indiscreet,
  });
}

function refuse(messages: readonly string[]): void {
  if (messages.length > 0) throw new TypeError(`a message holds a secret: ${messages.join(' | ')}`);
}

/** Every text of the vendor's secret and of the requests to it that no message may hold. */
function secretTexts({ secret, requests }: RunningVendor): string[] {
  const secretName = /secret|token|key|signature|authorization/i;
  const named = [
    ...Object.entries((accountOf(secret) ?? {}) as Record<string, unknown>),
    ...requests.flatMap((request) => Object.entries(request.headers)),
  ].filter(([name]) => secretName.test(name));
  // A private key has lines; a bearer token has a scheme before it.
  const texts = named.flatMap(([, value]) => String(value).split(/\s+/)).filter((text) => /^[^-].{7}/.test(text));
  return [...new Set(texts)];
}
