import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, type MockInstance, test, vi } from 'vitest';
import { SeatwatchError } from '../../lib/errors.ts';
import { createHttp } from '../../lib/http.ts';
import { logError, logger } from '../../lib/log.ts';
import { startSecretsManager } from '../support/secrets-manager.ts';

type Write = typeof process.stdout.write;
let written: Array<MockInstance<Write>>;

beforeEach(() => {
  written = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true));
});

afterEach(() => vi.restoreAllMocks());

const text = (): string => written.flatMap((stream) => stream.mock.calls.map(([line]) => String(line))).join('');
const line = (): Record<string, unknown> => JSON.parse(text()) as Record<string, unknown>;

const failed = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
};

const at = expect.stringMatching(/^at /) as unknown;

describe('a line', () => {
  test('holds level, service, message and the facts it was given, and nothing else', () => {
    logger.info('window stored', { provider: 'line-works', rows: 3, at: new Date(0) });
    expect(line()).toEqual({
      level: 'INFO',
      service: 'seatwatch',
      message: 'window stored',
      timestamp: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T.*Z$/) as unknown,
      sampling_rate: 0,
      provider: 'line-works',
      rows: 3,
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  test('keeps facts that have parts', () => {
    logger.warn('run', { windows: { due: 2 }, failures: [{ code: 'THROTTLED' }] });
    expect(line()).toMatchObject({ level: 'WARN', windows: { due: 2 }, failures: [{ code: 'THROTTLED' }] });
  });

  test('of facts that go round in circles comes to an end', () => {
    const facts: Record<string, unknown> = { name: 'west' };
    facts['self'] = [facts];
    logger.info('progress', facts);
    expect(line()).toMatchObject({ name: 'west', self: [{ name: 'west' }] });
    expect(text().length).toBeLessThan(1000);
  });

  test('does not carry facts over to the next one', () => {
    logger.info('first', { account: 'west' });
    written.forEach((stream) => stream.mockClear());
    logger.info('second');
    expect(line()).not.toHaveProperty('account');
  });
});

describe('an error of ours', () => {
  test('is told with code, message and place', () => {
    logError('window failed', new SeatwatchError('THROTTLED', 'asked too often'), { account: 'west' });
    expect(line()).toMatchObject({
      level: 'ERROR',
      message: 'window failed',
      account: 'west',
      error: {
        name: 'SeatwatchError',
        code: 'THROTTLED',
        message: 'asked too often',
        stack: expect.arrayContaining([at]),
      },
    });
  });

  test('tells of its cause no more than name and place', () => {
    const cause = new TypeError('Headers.append: "Bearer hush" is an invalid header value', {
      cause: new SyntaxError('Unexpected token h, "hush" is not valid JSON'),
    });
    logError('run failed', new SeatwatchError('UNEXPECTED', 'unexpected TypeError', { cause }));
    expect(text()).not.toContain('hush');
    expect(line()).toMatchObject({ error: { cause: { name: 'TypeError', cause: { name: 'SyntaxError' } } } });
  });
});

describe('an error of others', () => {
  test('is told by name, code and place, without its message and whatever hangs on it', () => {
    const error = Object.assign(new Error('hush\n    at hush (hush.js:1:1)\n    at hush again'), {
      code: 'ERR_SOMETHING',
      headers: { authorization: 'hush' },
      config: { data: 'hush' },
    });
    logError('failed', error);
    expect(text()).not.toContain('hush');
    expect(line()).toMatchObject({
      error: { name: 'Error', code: 'ERR_SOMETHING', stack: expect.arrayContaining([at]) },
    });
  });

  test('does not get in through a name, a code or something thrown that is no error', () => {
    logError('failed', Object.assign(new Error('x'), { name: 'hush hush', code: 'hush, hush' }));
    logError('failed', 'hush');
    logError('failed', { token: 'hush' });
    logError('failed', null);
    expect(text()).not.toContain('hush');
  });

  test('does not get in among the facts either', () => {
    logger.info('progress', { last: new Error('hush'), deep: [{ error: new Error('hush') }] });
    expect(text()).not.toContain('hush');
    expect(line()).toMatchObject({ last: { name: 'Error' }, deep: [{ error: { name: 'Error' } }] });
  });

  test('that goes round in circles comes to an end', () => {
    const error = new Error('hush');
    error.cause = error;
    logError('failed', error);
    expect(text().length).toBeLessThan(50_000);
  });

  test('of AWS is told by name, request and nothing of what was sent', async () => {
    const secrets = await startSecretsManager();
    secrets.fail('PutSecretValue', 'AccessDeniedException');
    const call = secrets.client.send(new PutSecretValueCommand({ SecretId: 'id', SecretString: 'hush' }));
    const error = await failed(call);
    await secrets.close();
    logError('failed', new SeatwatchError('SECRET_UNAVAILABLE', 'cannot be written', { cause: error }));
    expect(text()).not.toContain('hush');
    const { error: shown } = line() as { error: { cause: object } };
    expect(shown.cause).toEqual({ name: 'AccessDeniedException', requestId: 'request-1' });
  });

  test('of undici is told by name and code', async () => {
    const { Pool } = await import('undici');
    const pool = new Pool('http://127.0.0.1:9');
    const error = await failed(
      pool.request({ method: 'GET', path: '/ hush', headers: { authorization: 'Bearer hush' } }),
    );
    await pool.destroy();
    logError('failed', error);
    expect(text()).not.toContain('hush');
    const { error: shown } = line();
    expect(shown).toEqual({ name: 'InvalidArgumentError', code: 'UND_ERR_INVALID_ARG' });
  });

  test('of a vendor that cannot be reached holds neither query nor header', async () => {
    const http = createHttp({
      signal: new AbortController().signal,
      remainingMs: () => 60_000,
      sleep: async () => {},
    });
    const call = http.send({
      prepare: () => ({
        method: 'GET',
        url: 'http://127.0.0.1:9/v1/list?member=hush',
        headers: { authorization: 'Bearer hush' },
      }),
      judge: () => null,
    });
    logError('failed', await failed(call));
    await http.close();
    expect(text()).not.toContain('hush');
    expect(line()).toMatchObject({ error: { code: 'VENDOR_UNAVAILABLE' } });
  });
});
