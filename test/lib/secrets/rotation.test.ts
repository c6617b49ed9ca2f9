import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SeatwatchError } from '../../../lib/errors.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { thrownBy } from '../../support/thrown.ts';
import { gives, ID, rotationRig } from './rotation-rig.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
});

afterAll(() => db.close());

describe('a new refresh token', () => {
  test('is stored before the access token is handed out, and nothing else of the secret changes', async () => {
    const before = '{\n  "tenantId": "t", "refreshToken": "old",\n  "note": 1.0, "7": [12345678901234567890]\n}';
    const { secrets, run, lease, time } = await rotationRig(db, before);
    const asked: string[] = [];
    const answer = await run()(async (token) => {
      asked.push(token);
      expect(await lease()).toMatchObject({ heldUntil: time.now + 60_000 });
      return { refreshToken: 'new', accessToken: 'access' };
    });
    expect(asked).toEqual(['old']);
    expect(answer).toEqual({ refreshToken: 'new', accessToken: 'access' });
    expect(secrets.get(ID)).toBe(before.replace('old', 'new'));
    expect(await lease()).toBeUndefined();
  });

  test('is stored in its own account, the others and their order stay', async () => {
    const accounts = [{ account: 'west', refreshToken: 'w' }, {}, { refreshToken: 'd' }, { account: 'east', x: [{}] }];
    const { secrets, run } = await rotationRig(db, JSON.stringify(accounts));
    await run()(gives('d2'));
    expect(secrets.get(ID)).toBe(JSON.stringify(accounts).replace('"d"', '"d2"'));
  });

  test.each([
    ['is the same', 'old'],
    ['is empty', ''],
    ['was not sent', null],
  ])('that %s is not written', async (_how, token) => {
    const { secrets, run, lease } = await rotationRig(db);
    expect(await run()(gives(token))).toMatchObject({ accessToken: 'access' });
    expect(secrets.operations).toEqual(['GetSecretValue']);
    expect(await lease()).toBeUndefined();
  });

  test('is made from what is stored now, not from what the run began with', async () => {
    const { secrets, run } = await rotationRig(db);
    const rotate = run();
    secrets.set(ID, '{"refreshToken":"second"}');
    const asked: string[] = [];
    await rotate(async (token) => {
      asked.push(token);
      return { refreshToken: 'third' };
    });
    expect(asked).toEqual(['second']);
  });

  test('does not undo what somebody changed in another field meanwhile', async () => {
    const { secrets, run } = await rotationRig(db, '{"clientSecret":"a","refreshToken":"old"}');
    await run()(async () => {
      secrets.set(ID, '{"clientSecret":"b","refreshToken":"old"}');
      return { refreshToken: 'new' };
    });
    expect(secrets.get(ID)).toBe('{"clientSecret":"b","refreshToken":"new"}');
  });

  test('is stored even when the time of the run ends during the exchange', async () => {
    const { secrets, run } = await rotationRig(db);
    const controller = new AbortController();
    secrets.fail('PutSecretValue', 'ThrottlingException', 1);
    await run({ signal: controller.signal })(async () => {
      controller.abort();
      return { refreshToken: 'new' };
    });
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
  });
});

describe('what cannot be done', () => {
  test('an exchange that fails leaves the secret alone and lets the next one in at once', async () => {
    const { secrets, run, lease } = await rotationRig(db);
    const refused = new SeatwatchError('CONSENT_REQUIRED', 'sign in again');
    await expect(run()(() => Promise.reject(refused))).rejects.toBe(refused);
    expect(secrets.history(ID)).toEqual(['{"refreshToken":"old"}']);
    expect(await lease()).toBeUndefined();
  });

  test.each([
    ['the secret is gone', null, 'is not in the secret any more'],
    ['the account is gone', '[{"account":"west","refreshToken":"x"}]', 'is not in the secret any more'],
    ['the account is there twice', '[{"refreshToken":"x"},{"refreshToken":"y"}]', 'is there more than once'],
    ['the token is gone', '{"clientId":"x"}', 'refreshToken is missing'],
    ['the token is empty', '{"refreshToken":""}', 'refreshToken is missing'],
    ['the token is no text', '{"refreshToken":["x"]}', 'refreshToken is missing'],
    ['the value is no JSON', '{"refreshToken":"x"', 'is not JSON'],
  ])('when %s, the configuration is told to be wrong and nothing is exchanged', async (_what, value, problem) => {
    const { run, lease } = await rotationRig(db, value);
    const exchanged: string[] = [];
    const error = await thrownBy(
      run()(async (token) => {
        exchanged.push(token);
        return { refreshToken: null };
      }),
    );
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain(ID);
    expect(error.message).toContain(problem);
    expect(exchanged).toEqual([]);
    expect(await lease()).toBeUndefined();
  });

  test('a write that fails for a moment is repeated', async () => {
    const { secrets, run } = await rotationRig(db);
    secrets.fail('PutSecretValue', 'ThrottlingException', 3);
    await run()(gives('new'));
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
  });

  test('a write that keeps failing keeps the access token back', async () => {
    const { secrets, run, lease } = await rotationRig(db);
    secrets.fail('PutSecretValue', 'AccessDeniedException');
    const error = await thrownBy(run()(gives('new')));
    expect(error.code).toBe('SECRET_UNAVAILABLE');
    expect(error.message).toBe(`secret ${ID}: Secrets Manager: AccessDeniedException`);
    expect(secrets.operations.filter((operation) => operation === 'PutSecretValue')).toHaveLength(4);
    expect(await lease()).toBeUndefined();
  });

  test('a secret that cannot be read is not exchanged', async () => {
    const { secrets, run } = await rotationRig(db);
    secrets.fail('GetSecretValue', 'AccessDeniedException');
    expect((await thrownBy(run()(gives('new')))).code).toBe('SECRET_UNAVAILABLE');
  });

  test('without its table nothing is exchanged', async () => {
    const { secrets, run } = await rotationRig(db);
    const error = await thrownBy(run({ table: 'no-such-table' })(gives('new')));
    expect(error.code).toBe('LEDGER_UNAVAILABLE');
    expect(error.message).toContain('ResourceNotFoundException');
    expect(secrets.operations).toEqual([]);
  });

  test('a table that fails during the exchange does not cost the token', async () => {
    const { secrets, run } = await rotationRig(db);
    const own = await startDynamoDb();
    await run({ dynamodb: own.client, table: own.table })(async () => {
      await own.close();
      return { refreshToken: 'new' };
    });
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
  });
});
