/** The page `matrix.md`: one table for each fault, a row for each provider. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CATALOGUE } from '../../infra/local/vendors/faults/catalogue.ts';
import { PROVIDER_IDS } from '../../lib/usage.ts';
import { AWS_FAULTS } from './aws-faults.ts';
import { keyOf } from './run.ts';
import { COLUMNS } from './words.ts';

const FILE = join(import.meta.dirname, 'matrix.md');

const INTRODUCTION = `# Fault matrix

What every fault does at every provider. Written by \`test/faults/matrix.test.ts\`, which fails when a cell changes;
\`SEATWATCH_FAULTS=write npx vitest run test/faults/matrix.test.ts\` writes it anew. Do not edit it by hand.

A ledger that was filled the day before meets the fault at 00:30 UTC; the fault ends; ticks follow at 01:30 and at 21:00.
The names are those of \`POST /_faults\` (README, "Rehearse a failure").

- **what it meets**: the fault as data, as \`POST /_faults\` takes it, or why it cannot happen here.
- **code**: of the failures of the run; none = it got through.
- **requests**: to the vendor in the run with the fault, in brackets those of a clean run; pauses at their longest.
- **stored**: windows read whole, rows as the vendor told them. A window that failed leaves what was stored before.
- **next run**: what is due an hour later, and when usage, overages and coverage are what they are without the fault.
- **told**: the run's status and the first failure's message, as \`/v1/runs\`, \`/v1/providers\` and the log show it.
  Three runs in a row with the status \`failed\` ring the alarm "collection failing".
`;

/** The rows of the page by the keys of their cells. */
export function readMatrix(): Map<string, string> {
  const rows = new Map<string, string>();
  let name = '';
  for (const text of existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n') : []) {
    name = /^### `(.+)`$/.exec(text)?.[1] ?? name;
    const provider = PROVIDER_IDS.find((id) => text.startsWith(`| ${id} |`));
    if (provider) rows.set(keyOf(name, provider), text);
  }
  return rows;
}

/** The cells of one row. */
export const rowOf = (rows: ReadonlyMap<string, string>, key: string): string[] =>
  (rows.get(key) ?? '').split(/(?<!\\)\|/).slice(1, -1);

export function writeMatrix(rows: ReadonlyMap<string, string>): void {
  const table = ({ name, about }: { name: string; about: string }): string =>
    [
      `### \`${name}\``,
      '',
      `${about.charAt(0).toUpperCase()}${about.slice(1)}.`,
      '',
      `| ${COLUMNS.join(' | ')} |`,
      `|${COLUMNS.map(() => '---').join('|')}|`,
      ...PROVIDER_IDS.map((provider) => rows.get(keyOf(name, provider)) ?? ''),
      '',
    ].join('\n');
  const parts = [
    INTRODUCTION,
    '## Faults of the vendors\n',
    ...CATALOGUE.map(table),
    '## Faults of DynamoDB and Secrets Manager\n',
    ...AWS_FAULTS.map(table),
  ];
  writeFileSync(FILE, parts.join('\n'));
}
