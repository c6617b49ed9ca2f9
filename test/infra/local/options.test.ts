import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readOptions } from '../../../infra/local/options.ts';

test('without a word it listens on 4280, keeps its data in .seatwatch and collects', () => {
  expect(readOptions([], {})).toEqual({
    help: false,
    port: 4280,
    home: resolve('.seatwatch'),
    secrets: resolve('secrets'),
    collect: true,
  });
});

test('the environment is followed, and flags win over it', () => {
  const env = { PORT: '5000', SEATWATCH_HOME: 'data', SEATWATCH_SECRETS: '/keys' };
  expect(readOptions([], env)).toMatchObject({ port: 5000, home: resolve('data'), secrets: '/keys' });
  expect(readOptions(['--port', '6000', '--home=other', '--no-collect'], env)).toMatchObject({
    port: 6000,
    home: resolve('other'),
    collect: false,
  });
});

test.each(['abc', '-1', '70000', '4280.5', ''])('refuses %j as a port', (port) => {
  expect(() => readOptions([], { PORT: port })).toThrow(`not a port: ${port}`);
});

test('an unknown flag is answered with what there is', () => {
  expect(() => readOptions(['--prot', '1'], {})).toThrow(/--prot[\s\S]*--port <number>/);
});
