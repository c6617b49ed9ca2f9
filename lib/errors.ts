/** Why something could not be done: a closed set, the same in results, logs, metrics and answers. */
export type Code =
  | 'THROTTLED'
  | 'VENDOR_UNAVAILABLE'
  | 'CREDENTIALS_REJECTED'
  | 'CONSENT_REQUIRED'
  | 'PERMISSION_DENIED'
  | 'NOT_FOUND'
  | 'VENDOR_REQUEST_REFUSED'
  | 'VENDOR_RESPONSE_INVALID'
  | 'CONFIG_INVALID'
  | 'SECRET_UNAVAILABLE'
  | 'LEDGER_UNAVAILABLE'
  | 'OUT_OF_TIME'
  | 'UNEXPECTED';

/** What follows from a code. This is the one table: retry, scope and pace are read from here. */
interface Consequence {
  /** The same request may succeed in a moment: http repeats it within its bounds. */
  readonly retry: boolean;
  /** Concerns the whole account: its other windows are not tried in this run. */
  readonly account: boolean;
  /** Hours before the next attempt; 0 = the next tick. */
  readonly pauseHours: number;
}

export const CONSEQUENCES: Readonly<Record<Code, Consequence>> = {
  THROTTLED: { retry: true, account: false, pauseHours: 0 },
  VENDOR_UNAVAILABLE: { retry: true, account: false, pauseHours: 0 },
  CREDENTIALS_REJECTED: { retry: false, account: true, pauseHours: 0 },
  CONSENT_REQUIRED: { retry: false, account: true, pauseHours: 0 },
  PERMISSION_DENIED: { retry: false, account: false, pauseHours: 20 },
  NOT_FOUND: { retry: false, account: false, pauseHours: 20 },
  VENDOR_REQUEST_REFUSED: { retry: false, account: false, pauseHours: 20 },
  VENDOR_RESPONSE_INVALID: { retry: false, account: false, pauseHours: 20 },
  CONFIG_INVALID: { retry: false, account: true, pauseHours: 0 },
  SECRET_UNAVAILABLE: { retry: false, account: true, pauseHours: 0 },
  LEDGER_UNAVAILABLE: { retry: false, account: false, pauseHours: 0 },
  OUT_OF_TIME: { retry: false, account: false, pauseHours: 0 },
  UNEXPECTED: { retry: false, account: false, pauseHours: 0 },
};

/**
 * The one error of the product, thrown where the knowledge is and caught at the edge.
 * The message is for people and must hold no secret, token, e-mail address or raw body.
 */
export class SeatwatchError extends Error {
  override readonly name = 'SeatwatchError';
  readonly code: Code;
  /** The vendor says that the customer is gone for good (HTTP 410), not merely unknown. */
  readonly gone: boolean;
  /** The vendor asks to be left alone: the account's other windows wait for the next run. */
  readonly stop: boolean;
  /** Concerns the whole account whatever its code says: nobody could even sign in. */
  readonly account: boolean;

  constructor(
    code: Code,
    message: string,
    options: { cause?: unknown; gone?: boolean; stop?: boolean; account?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.gone = options.gone ?? false;
    this.stop = options.stop ?? false;
    this.account = options.account ?? CONSEQUENCES[code].account;
  }
}

/** The class of an error, as libraries name their failures; of any other thrown value its type. */
export const nameOfThrown = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : typeof thrown);

/** Any thrown value as a SeatwatchError; what nobody foresaw is `UNEXPECTED` and keeps its cause. */
export function asSeatwatchError(thrown: unknown): SeatwatchError {
  if (thrown instanceof SeatwatchError) return thrown;
  return new SeatwatchError('UNEXPECTED', `unexpected ${nameOfThrown(thrown)}; the log holds the stack`, {
    cause: thrown,
  });
}

/** Work without which nothing of an account can be read, such as signing in: what ends it is a failure of the account. */
export async function ofAccount<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof SeatwatchError) || error.code === 'OUT_OF_TIME') throw error;
    const { code, message, cause, stop } = error;
    throw new SeatwatchError(code, message, { cause, stop, account: true });
  }
}
