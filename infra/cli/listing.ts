/** Commands that show a list of the API: a table for people, a line of JSON for each item for programs. */
import type { Entries } from '../../functions/api/parameters.ts';
import { limitOf, optionsFor, queryFrom } from './api-options.ts';
import { type Command, EXIT, type Exit, type Given } from './command.ts';
import { apiOf, PLACE_OPTIONS } from './place.ts';
import { type Column, writeTable } from './table.ts';
import { pageSize, walk } from './walk.ts';

export interface Listing<Item> {
  readonly name: string;
  readonly summary: string;
  readonly help?: string;
  readonly parameters: Entries;
  readonly columns: ReadonlyArray<Column<Item>>;
  /** Said when there is nothing to show. */
  readonly none: string;
  /** The parameter that may be given without its option's name. */
  readonly operand?: string;
}

const ENDING = `--json prints one object a line (NDJSON), as the API answers them; a table shows - where nobody knows.`;

export function listing<Item>(spec: Listing<Item>): Command {
  const { name, summary, help = '', parameters, operand } = spec;
  return {
    name,
    operands: operand === undefined ? '' : `[${operand}]`,
    summary,
    help: `${help}${help === '' ? '' : '\n'}${ENDING}`,
    options: [...optionsFor(parameters), ...PLACE_OPTIONS],
    run: (given) => run(spec, given),
  };
}

async function run<Item>({ name, parameters, columns, none, operand }: Listing<Item>, given: Given): Promise<Exit> {
  const { out, operands } = given;
  const [first] = operands;
  const limit = limitOf(given);
  const query = {
    ...(operand === undefined || first === undefined ? {} : { [operand]: first }),
    ...queryFrom(given, parameters),
    ...('limit' in parameters ? { limit: pageSize(limit) } : {}),
  };
  const { items, isCut } = walk<Item>(await apiOf(given), `/v1/${name}`, query, limit);
  if (out.asJson) {
    for await (const item of items) out.line(JSON.stringify(item));
    return EXIT.done;
  }
  const count = await writeTable(out, columns, items);
  if (count === 0) out.note(none);
  if (isCut())
    out.note(`These are the first ${count.toLocaleString('en')}; there are more. Without --limit all are shown.`);
  return EXIT.done;
}
