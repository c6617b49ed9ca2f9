/** A route's parameters as options, described by the very schemas that check them. */
import { InvalidArgumentError, Option } from 'commander';
import * as v from 'valibot';
import type { Entries } from '../../functions/api/parameters.ts';
import type { Query } from './api.ts';
import type { Given } from './command.ts';

/** Not asked of a person: pages are walked, and `export` chooses a form. */
const OWN: ReadonlySet<string> = new Set(['limit', 'cursor', 'format']);

const LIMIT = new Option('--limit <count>', 'how many at most (default: all)').argParser((text) => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1.');
  return text;
});

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  from: 'day',
  to: 'day',
  customer: 'id',
  product: 'id',
  q: 'text',
};

export function optionsFor(parameters: Entries): Option[] {
  const options = Object.entries(parameters).flatMap(([name, schema]) =>
    OWN.has(name) ? [] : [optionFor(name, schema)],
  );
  return 'limit' in parameters ? [...options, LIMIT] : options;
}

function optionFor(name: string, schema: v.GenericSchema<unknown, unknown>): Option {
  const inner = 'wrapped' in schema ? (schema.wrapped as v.GenericSchema<unknown, unknown>) : schema;
  const [told = ''] = (v.getDescription(inner) ?? '').replaceAll('`', '').split(/\.$/);
  const option = new Option(`--${name} <${PLACEHOLDERS[name] ?? name}>`, told.charAt(0).toLowerCase() + told.slice(1));
  const choices = choicesOf(inner);
  return choices ? option.choices(choices) : option;
}

function choicesOf(schema: object): readonly string[] | null {
  const [first] = 'pipe' in schema && Array.isArray(schema.pipe) ? (schema.pipe as Array<{ options?: unknown }>) : [];
  return Array.isArray(first?.options) ? first.options.map(String) : null;
}

/** What of these options the API is asked with. */
export function queryFrom({ options }: Pick<Given, 'options'>, parameters: Entries): Query {
  const names = Object.keys(parameters).filter((name) => !OWN.has(name));
  const given: Record<string, string> = {};
  for (const name of names) {
    const value = options[name];
    if (typeof value === 'string') given[name] = value;
  }
  return given;
}

export const limitOf = ({ options }: Pick<Given, 'options'>): number | null =>
  typeof options['limit'] === 'string' ? Number(options['limit']) : null;
