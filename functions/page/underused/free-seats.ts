/** Who holds more than it uses, as the answers come in page by page. */
import type * as v from 'valibot';
import type { underusedSeats } from '../../api/answers.ts';
import type { Client, Parameters } from '../client/client.ts';

export type FreeSeats = v.InferOutput<typeof underusedSeats>;

export interface Found {
  /** What could be given back, most seats first. */
  readonly known: ReadonlyArray<FreeSeats & { readonly lowest: number; readonly since: string }>;
  /** Free today, observed on too few days to say more. */
  readonly unsure: readonly FreeSeats[];
  /** Everybody was looked at. */
  readonly isWhole: boolean;
}

export const DAYS = ['30', '60', '90'] as const;
export type Days = (typeof DAYS)[number];

export const isDays = (text: string | undefined): text is Days => DAYS.includes(text as Days);

const isKnown = (one: FreeSeats): one is Found['known'][number] => one.lowest !== null && one.since !== null;

function sorted(items: readonly FreeSeats[], isWhole: boolean): Found {
  return {
    known: items.filter(isKnown).toSorted((a, b) => b.lowest - a.lowest || (a.since < b.since ? -1 : 1)),
    unsure: items.filter((one) => !isKnown(one)).toSorted((a, b) => b.free - a.free),
    isWhole,
  };
}

/** Tells what was found after each page: the whole ledger takes its time. Throws a Failure. */
export async function freeSeats(
  client: Client,
  parameters: Parameters,
  signal: AbortSignal,
  tell: (found: Found) => void,
): Promise<Found> {
  const items: FreeSeats[] = [];
  for await (const page of client.pages<FreeSeats>('/v1/underused', { ...parameters, limit: 1000 }, signal)) {
    items.push(...page);
    tell(sorted(items, false));
  }
  return sorted(items, true);
}

export const seatsFree = ({ known }: Found): number => known.reduce((sum, { lowest }) => sum + lowest, 0);

export const customersIn = ({ known }: Found): number =>
  new Set(known.map((one) => JSON.stringify([one.provider, one.account, one.customerId]))).size;
