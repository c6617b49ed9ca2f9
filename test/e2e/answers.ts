/** The API's answers as its callers know them: names and their order, written down apart from the code. */

const words = (text: string): readonly string[] => text.split(' ');

const RESULT = words('provider runId status startedAt finishedAt windows records overages failures failuresOmitted');

/** Fields of one item of each route. */
export const FIELDS = {
  usage: words(
    'provider account dataset customerId customerName productId productName measure unit labels period ' +
      'entitled consumed exceeded reported final corrections observedAt',
  ),
  overages: words(
    'provider account dataset customerId customerName productId productName labels since until peak ' +
      'entitled consumed exceeded asOf',
  ),
  customers: words('provider account customerId customerName series entitled consumed exceeded asOf'),
  providers: words(
    'provider account status simulated lastRun lastSuccessAt newestPeriod openOverages missing credentialExpiresAt',
  ),
  coverage: words('provider account customerId dataset period state lastAttemptAt code'),
  runs: RESULT,
  result: RESULT,
} as const;

export interface Run {
  readonly provider: string;
  readonly runId: string;
  readonly status: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly scheduledTime: string | null;
  readonly windows: {
    readonly due: number;
    readonly collected: number;
    readonly failed: number;
    readonly deferred: number;
  };
  readonly records: {
    readonly read: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly rejected: number;
    readonly withdrawn: number;
  };
  readonly overages: {
    readonly opened: number;
    readonly closed: number;
    readonly open: number;
    readonly exceeded: number;
  };
  readonly failures: ReadonlyArray<{
    readonly code: string;
    readonly account: string | null;
    readonly message: string;
  }>;
  readonly failuresOmitted: number;
}

/** A window counted once, a record counted once. */
export const addsUp = ({ windows, records }: Run): boolean =>
  windows.due === windows.collected + windows.failed + windows.deferred &&
  records.read === records.changed + records.unchanged + records.rejected;
