/**
 * Codes that the vendor's documents do not name.
 * https://learn.microsoft.com/en-us/partner-center/developer/get-licenses-usage-information
 */
import { isObject } from '../../json.ts';
import { noveltyOf } from '../../novelty.ts';
import type { Context } from '../../provider.ts';

const WORKLOADS: ReadonlySet<string> = new Set(['exo', 'spo', 'sfb']);
const SERVICES: ReadonlySet<string> = new Set(['o365', 'crm']);
const CHANNELS: ReadonlySet<string> = new Set(['reseller']);

export function noticeNovelties(rows: readonly unknown[], notice: Context<unknown>['notice']): void {
  const once = noveltyOf('Partner Center', notice);
  const field = (name: string, known: ReadonlySet<string>): ((code: unknown) => void) => {
    // A list of 100,000 rows repeats a few codes.
    const seen = new Set<unknown>([undefined, null, '']);
    return (code) => {
      if (seen.has(code)) return;
      seen.add(code);
      // Case drifts between the vendor's own samples.
      if (typeof code === 'string' && !known.has(code.toLowerCase())) once(name, code);
    };
  };
  const workload = field('workloadCode', WORKLOADS);
  const service = field('serviceCode', SERVICES);
  const channel = field('channel', CHANNELS);
  for (const row of rows) {
    if (!isObject(row)) continue;
    workload(row['workloadCode']);
    service(row['serviceCode']);
    channel(row['channel']);
  }
}
