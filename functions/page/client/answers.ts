/** What the API answers, as its own schemas say. */
import type * as v from 'valibot';
import { PROVIDER_IDS, type ProviderId } from '../../../lib/usage.ts';
import type {
  correction,
  coverageItem,
  customerTotals,
  overage,
  providerStatus,
  runResult,
  usageRecord,
} from '../../api/answers.ts';

export type Overage = v.InferOutput<typeof overage>;
export type UsageItem = v.InferOutput<typeof usageRecord>;
export type Totals = v.InferOutput<typeof customerTotals>;
export type ProviderState = v.InferOutput<typeof providerStatus>;
export type Run = v.InferOutput<typeof runResult>;
export type Correction = v.InferOutput<typeof correction>;
export type CoverageState = v.InferOutput<typeof coverageItem>;

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

export const isProvider = (id: string): id is ProviderId => PROVIDER_IDS.includes(id as ProviderId);
