/** The lists of the command line against the routes of the API: what one can be asked, the other can. */
import { expect, test } from 'vitest';
import { ROUTES } from '../../../functions/api/routes.ts';
import { COMMANDS } from '../../../infra/cli/commands.ts';

const lists = ROUTES.filter(({ method }) => method === 'GET');
const optionsOf = (name: string): string[] =>
  COMMANDS.find((command) => command.name === name)?.options.map((option) => option.name()) ?? [];

test.each(lists.map(({ path }) => path.replace('/v1/', '')))(
  '%s is a command with all that its route takes',
  (name) => {
    const route = lists.find(({ path }) => path === `/v1/${name}`);
    const wanted = Object.keys(route?.parameters ?? {}).filter((one) => one !== 'cursor' && one !== 'format');
    expect(optionsOf(name)).toEqual(expect.arrayContaining(wanted));
  },
);

test('export takes every filter of the lists that answer CSV', () => {
  const filters = lists.flatMap(({ line, parameters }) => (line ? Object.keys(parameters) : []));
  const wanted = [...new Set(filters)].filter((one) => one !== 'cursor' && one !== 'limit');
  expect(optionsOf('export').toSorted()).toEqual(expect.arrayContaining(wanted.toSorted()));
});
