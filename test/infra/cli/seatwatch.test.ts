import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../infra/cli/commands.ts';
import { said, seatwatch } from './run.ts';

describe('the command line', () => {
  test('shows its commands, and what one of them takes', async () => {
    expect(await seatwatch(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('secrets put') });
    const { code, out } = await said(['secrets', 'put', '--help']);
    expect(code).toBe(0);
    for (const option of ['--stack', '--region', '--profile', '--json', '--help']) expect(out).toContain(option);
  });

  test('shows them with "help", too, and one of them by its words', async () => {
    const overview = await said(['help']);
    expect(overview.code).toBe(0);
    for (const { name, summary } of COMMANDS) {
      expect(overview.out.replace(/\s+/g, ' ')).toContain(summary);
      expect(overview.out).toContain(`\n  ${name} `);
    }
    expect(overview.out).toContain('3 when');
    expect(await said(['help', 'usage'])).toMatchObject({ code: 0, out: expect.stringContaining('--measure') });
  });

  test.each([
    ['nothing', [], '<command> [options]'],
    ['a command that does not exist', ['frobnicate'], "unknown command 'frobnicate'"],
    ['a command that nearly exists', ['overage'], 'overages?)'],
    ['half a command that does not exist', ['secrets', 'show'], "unknown command 'secrets'"],
    ['an option that does not exist', ['secrets', 'put', 'trend-micro', 'x', '--force'], '--force'],
    ['an option that nearly exists', ['usage', '--form', 'x'], 'Did you mean --from?'],
    ['a value that cannot be', ['usage', '--measure', 'euro'], 'seats, activity, metered'],
    ['a limit of nothing', ['usage', '--limit', '0'], 'whole number from 1'],
    ['no file', ['secrets', 'put', 'trend-micro'], "missing required argument 'file'"],
    ['two files', ['secrets', 'put', 'trend-micro', 'x', 'y'], 'too many arguments'],
    ['a provider that does not exist', ['secrets', 'put', 'acme', 'x'], 'acme is no provider'],
    ['a region without the stack', ['secrets', 'put', 'trend-micro', 'x', '--region', 'y'], 'belong to --stack'],
    [
      'a provider in the place of the name',
      ['secrets', 'put', 'trend-micro', 'y', '--stack', 'trend-micro'],
      '--stack at the end',
    ],
    ['an address that is none', ['usage', '--url', 'localhost:4280'], 'is no address'],
    ['an address at which a token could be read', ['usage', '--url', 'http://example.com'], 'must be https'],
  ])('answers %s with 2 and how it is meant', async (_, args, told) => {
    const { code, out, err } = await said(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
    expect(err).toContain('npm run seatwatch -- ');
  });

  test('tells a program so, too', async () => {
    const { code, err } = await said(['secrets', 'put', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'USAGE' } });
  });
});
