import { describe, expect, test } from 'vitest';
import { seatwatch } from './run.ts';

describe('the command line', () => {
  test('shows its commands, and what one of them takes', async () => {
    expect(await seatwatch(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('secrets put') });
    const { code, out } = await seatwatch(['secrets', 'put', '--help']);
    expect(code).toBe(0);
    for (const option of ['--stack', '--region', '--profile', '--json', '--help']) expect(out).toContain(option);
  });

  test.each([
    ['nothing', [], 'there is no command'],
    ['a command that does not exist', ['secrets', 'show'], 'secrets: no such command'],
    ['an option that does not exist', ['secrets', 'put', 'trend-micro', 'x', '--force'], '--force'],
    ['no file', ['secrets', 'put', 'trend-micro'], 'a provider and a file'],
    ['two files', ['secrets', 'put', 'trend-micro', 'x', 'y'], 'a provider and a file'],
    ['a provider that does not exist', ['secrets', 'put', 'acme', 'x'], 'acme is no provider'],
    ['a region without the stack', ['secrets', 'put', 'trend-micro', 'x', '--region', 'y'], 'belong to --stack'],
  ])('answers %s with 2 and how it is meant', async (_, args, told) => {
    const { code, out, err } = await seatwatch(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(told);
    expect(err).toContain('npm run seatwatch -- ');
  });

  test('tells a program so, too', async () => {
    const { code, err } = await seatwatch(['secrets', 'put', '--json']);
    expect(code).toBe(2);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'USAGE' } });
  });
});
