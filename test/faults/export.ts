/** What a ledger answers to those who export it, without the instants at which things were read. */
import { coverageIn, overagesIn, recordsIn } from '../support/shown.ts';
import type { Table } from '../../lib/ledger/client.ts';

export interface Export {
  readonly usage: readonly string[];
  readonly overages: readonly string[];
  readonly coverage: readonly string[];
  /** Corrections that the records count, in all. */
  readonly corrections: number;
}

export async function exportOf(table: Table, now: string): Promise<Export> {
  const [records, overages, coverage] = await Promise.all([
    recordsIn(table),
    overagesIn(table),
    coverageIn(table, now, '2026-01-01', '2026-12-31'),
  ]);
  return {
    usage: records.map(withoutInstants),
    overages: overages.map(withoutInstants),
    coverage: coverage.map(withoutInstants),
    corrections: records.reduce((sum, record) => sum + record.corrections, 0),
  };
}

const INSTANTS: ReadonlySet<string> = new Set(['observedAt', 'lastAttemptAt', 'corrections']);

const withoutInstants = (item: object): string =>
  JSON.stringify(item, (name, value: unknown) => (INSTANTS.has(name) ? undefined : value));

/** The lines in which one export differs from another; `-` = is not there, `+` = is too much. */
export function differences(found: Export, wanted: Export): string[] {
  return (['usage', 'overages', 'coverage'] as const).flatMap((part) => {
    const [here, there] = [new Set(found[part]), new Set(wanted[part])];
    return [
      ...wanted[part].filter((line) => !here.has(line)).map((line) => `- ${part} ${line}`),
      ...found[part].filter((line) => !there.has(line)).map((line) => `+ ${part} ${line}`),
    ];
  });
}
