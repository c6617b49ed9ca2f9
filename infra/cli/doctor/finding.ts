import type { ProviderId } from '../../../lib/usage.ts';

/** One thing that the doctor looked at. */
export interface Finding {
  /** `seatwatch`, a provider, or a provider and its account. */
  readonly of: string;
  /** Whom the server's own findings are about. */
  readonly provider?: ProviderId;
  readonly what: 'server' | 'ledger' | 'data' | 'secret' | 'clock' | 'sign-in' | 'reading';
  /** `doubtful`: it works, and somebody should know. */
  readonly state: 'well' | 'doubtful' | 'ill';
  /** For people; holds no secret and nothing personal. */
  readonly told: string;
  /** What to do about it. */
  readonly advice?: string;
  /** The error's code, where there is one. */
  readonly code?: string;
}
