/**
 * The contract of a vendor: start reading here.
 *
 * A vendor is a module `lib/providers/<id>.ts` that knows its vendor's hosts, signatures, pages and oddities
 * and nothing else: no AWS, no ledger, no sibling. `read` does all the I/O; `normalise` does all the thinking.
 */
import type { GenericSchema } from 'valibot';
import type { Dataset } from './dataset.ts';
import type { Http } from './http.ts';
import type { Figures, Labels, Period, ProviderId } from './usage.ts';

/** One set of credentials at a provider, as its secret names it. */
export interface Account {
  readonly account: string;
}

/** What a provider is given for one run over one account. */
export interface Context<Credentials> {
  readonly credentials: Credentials;
  readonly http: Http;
  /** The present instant; the only clock a provider may read. */
  readonly now: () => Date;
  /** Aborts when the run's time is over. */
  readonly signal: AbortSignal;
  /** When this run, or the chain of runs that it continues, began. */
  readonly since: Date;
  /** One line for the log about something unusual that is not a failure; holds no secret and no personal data. */
  readonly notice: (message: string, facts?: Readonly<Record<string, string | number | null>>) => void;
  /**
   * Exchanges a refresh token under the account's lease. `exchange` gets the newest stored token and answers what the
   * vendor returned; a token that differs is written back before this resolves.
   */
  readonly rotate: <T extends { refreshToken: string | null }>(
    exchange: (refreshToken: string) => Promise<T>,
  ) => Promise<T>;
}

export interface Customer {
  readonly id: string;
  readonly name: string | null;
  /** What the list itself says and `normalise` needs; null where the list is only a list. */
  readonly detail?: unknown;
}

/** What is requested, stored, counted and retried as one unit. */
export interface Window {
  readonly dataset: string;
  /** First and last period, inclusive, in the dataset's grain. A snapshot has the UTC day of its collection in both. */
  readonly from: Period;
  readonly to: Period;
  /** The customers asked for; null = whatever the account shows. */
  readonly customers: readonly Customer[] | null;
}

/** One reading of one series. `exceeded` here is the vendor's own figure; the comparison is made by the collector. */
export interface Reading extends Figures {
  readonly customerId: string;
  readonly customerName: string | null;
  readonly productId: string;
  /** Null where the vendor sends none: the catalogue or the id itself is shown. */
  readonly productName: string | null;
  readonly period: Period;
  /** All labels of the dataset, key labels among them. */
  readonly labels: Labels;
}

/** A row that cannot be understood. It is counted and named; the window's other rows are stored. */
export interface Rejection {
  readonly rejected: true;
  /** Whose row it is; null = it does not say, so it concerns every customer of the window. */
  readonly customerId: string | null;
  /** The period it is of, where it says so: a row from outside of the window is nobody's business. */
  readonly period?: Period | undefined;
  /** Where it stands: `page 2, row 17`. */
  readonly position: string;
  readonly field: string;
  /** What is wrong with the field, without the raw value where that could be personal. */
  readonly problem: string;
}

export interface Session {
  /**
   * Which part of the account this session can see, as text that changes when the part does; `all` when it is everything.
   * What was stored under another scope is neither withdrawn nor called absent.
   */
  readonly scope: string;
  /** When the credential ends unless it is renewed; null = it does not, or nobody knows. */
  readonly credentialExpiresAt: () => string | null;
}

/**
 * Yielded by `read` in place of a reply: the vendor's list changed while it was being read and the whole window is
 * read again. Every reply of the window so far is to be forgotten.
 */
export const RESTART: unique symbol = Symbol('restart');

export interface Provider<Credentials extends Account = Account, S extends Session = Session, Reply = unknown> {
  /** File name, schedule name, metric dimension, API value and suffix of the secret. */
  readonly id: ProviderId;
  /** One account of the secret, checked before any request. Entries are declared so that an error can name the field. */
  readonly credentials: GenericSchema<unknown, Credentials>;
  readonly datasets: Readonly<Record<string, Dataset>>;
  /** Makes a session; signing in may wait until the first request. */
  open(context: Context<Credentials>): S;
  /**
   * The complete list of customers, in the scope of the session; absent where the vendor has none.
   * Either every page or an error: a list cut short would make customers vanish.
   */
  customers?(session: S): Promise<readonly Customer[]>;
  /** The replies of one window, as they arrive; throws a SeatwatchError when the window cannot be read whole. */
  read(window: Window, session: S): AsyncIterable<Reply | typeof RESTART>;
  /** Pure and total: the same reply always gives the same rows, and no reply makes it throw. */
  normalise(reply: Reply, window: Window): Iterable<Reading | Rejection>;
}
