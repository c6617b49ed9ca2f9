/** `export`: a list as a file that a spreadsheet or a program reads. */
import { resolve } from 'node:path';
import { Option } from 'commander';
import * as given from '../../functions/api/parameters.ts';
import type { Entries } from '../../functions/api/parameters.ts';
import type { Api } from './api.ts';
import { optionsFor, queryFrom } from './api-options.ts';
import { type Command, EXIT, type Exit, type Given, textOf, UsageError } from './command.ts';
import { interruption } from './interrupt.ts';
import { apiOf, PLACE_OPTIONS } from './place.ts';
import { writeSheet } from './sheet-file.ts';

const { provider, account, dataset, customer, product, measure, level, from, to, state, days } = given;

const LISTS: Readonly<Record<string, Entries>> = {
  usage: { provider, account, dataset, customer, product, measure, level, from, to },
  overages: { state, provider, account, customer, level },
  corrections: { provider, account, customer, from, to },
  underused: { provider, account, dataset, customer, product, days },
};
const ALL: Entries = { ...LISTS['usage'], state, days };
const TYPES = { csv: 'text/csv', ndjson: 'application/x-ndjson' } as const;

const REDRAW_MS = 200;

export const exportCommand: Command = {
  name: 'export',
  operands: '[list]',
  summary: 'writes a list as CSV or NDJSON',
  help: `[list] is ${Object.keys(LISTS).join(', ')}; without it usage. Options that a list does not have are refused.

With --output the file is there once all of it is; until then what is under that name stays as it is.
Without it everything goes to standard output: use "npm --silent run" so that npm adds nothing.`,
  options: [
    new Option('--format <format>', 'csv or ndjson (default: as the file is called, else csv)').choices(
      Object.keys(TYPES),
    ),
    new Option('--output <file>', 'where to write it; - is standard output'),
    ...optionsFor(ALL),
    ...PLACE_OPTIONS,
  ],
  run,
};

async function run(asked: Given): Promise<Exit> {
  const { operands, env, out } = asked;
  const [list = 'usage'] = operands;
  const parameters = LISTS[list];
  if (!parameters) throw new UsageError(`${list} is no list; there are ${Object.keys(LISTS).join(', ')}`);
  const stray = Object.keys(ALL).find((name) => !(name in parameters) && asked.options[name] !== undefined);
  if (stray !== undefined) throw new UsageError(`--${stray}: ${list} has no such option`);
  const output = textOf(asked, 'output') ?? '-';
  if (output === '-' && out.asJson) throw new UsageError('--json tells what was written and needs --output');
  const format = textOf(asked, 'format') ?? (/\.(ndjson|jsonl)$/.test(output) ? 'ndjson' : 'csv');
  const query = new URLSearchParams({ ...queryFrom(asked, parameters), format });
  const type = format === 'ndjson' ? TYPES.ndjson : TYPES.csv;

  using interrupted = interruption();
  const parts = partsOf(await apiOf(asked), `/v1/${list}?${query.toString()}`, type);
  // npm runs scripts in the folder of package.json; the file is named from where the person stands.
  const file = output === '-' ? null : resolve(env['INIT_CWD'] ?? '.', output);
  let shownAt = 0;
  const { bytes, lines } = await writeSheet(parts, file, interrupted.signal, (progress) => {
    if (Date.now() - shownAt < REDRAW_MS) return;
    shownAt = Date.now();
    out.screen.show([`  ${counted(progress)} …`]);
  });
  out.screen.show([]);
  const records = Math.max(0, format === 'csv' ? lines - 1 : lines);
  if (file !== null) {
    out.tell(`${records.toLocaleString('en')} records in ${file}`, { list, format, output: file, records, bytes });
  }
  return EXIT.done;
}

const counted = ({ bytes, lines }: { readonly bytes: number; readonly lines: number }): string =>
  `${lines.toLocaleString('en')} lines, ${(bytes / 1_000_000).toFixed(1)} MB`;

/** As much as one answer holds at a time; each names where the next one is. */
async function* partsOf(api: Api, first: string, type: string): AsyncGenerator<Uint8Array> {
  for (let target: string | undefined = first; target !== undefined; ) {
    const answer: Response = await api.open(target, type);
    if (answer.body) yield* answer.body;
    target = /<(\/[^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
}
