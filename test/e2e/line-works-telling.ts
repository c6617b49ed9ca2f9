/** One vendor's whole story, told twice: by the vendor's own world, and by the ledger of a started product. */
import { storyWorld } from '../../infra/local/vendors/line-works/world.ts';
import { addMonths, dayIn, monthOf, periods } from '../../lib/calendar.ts';
import type { UsageRecord } from '../../lib/usage.ts';
import { readExport } from './ask.ts';

const MONTHS = 12;

const line = (...facts: ReadonlyArray<unknown>): string => facts.map(String).join(' ');

const firstMonth = (at: Date): string => addMonths(monthOf(dayIn('Asia/Tokyo', at)), 1 - MONTHS);

/** One line for each row of the last twelve months, up to a day of Tokyo. */
export function tellingOf(at: Date, until: string): Set<string> {
  const world = storyWorld(() => at, true);
  const told = new Set<string>();
  for (const month of periods(firstMonth(at), monthOf(until))) {
    for (const { domainId } of world.customers()) {
      const rows = [
        ...(world.usages(String(domainId), month) ?? []),
        ...(world.optionProductUsages(String(domainId), month) ?? []),
      ];
      for (const row of rows) {
        const { productGroupId, productId, optionProductId, subOptionId, plan, usedDate, memberCount, licenseCount } =
          row;
        const product = [productGroupId, ...(optionProductId ? [optionProductId, subOptionId] : [productId])].join('/');
        if (String(usedDate) <= until) told.add(line(domainId, product, plan, usedDate, memberCount, licenseCount));
      }
    }
  }
  return told;
}

/** The same lines from the ledger. */
export async function ledgerOf(port: number, until: string): Promise<Set<string>> {
  const from = `${firstMonth(new Date())}-01`;
  const text = await readExport(port, `/v1/usage?provider=line-works&from=${from}&to=${until}&format=ndjson`);
  const records = text.split('\n').filter((one) => one !== '');
  return new Set(
    records.map((one) => {
      const { customerId, productId, labels, period, reported } = JSON.parse(one) as UsageRecord;
      const { memberCount, licenseCount } = reported;
      return line(customerId, productId, labels['plan'], period, memberCount, licenseCount);
    }),
  );
}
