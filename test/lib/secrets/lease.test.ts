import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SeatwatchError } from '../../../lib/errors.ts';
import { pause } from '../../../lib/pause.ts';
import { type LocalDynamoDb, startDynamoDb } from '../../support/dynamodb.ts';
import { thrownBy } from '../../support/thrown.ts';
import { gives, ID, rotationRig } from './rotation-rig.ts';

let db: LocalDynamoDb;

beforeAll(async () => {
  db = await startDynamoDb();
});

afterAll(() => db.close());

/** A vendor whose refresh tokens serve once: `west-3` is worth nothing once `west-4` is out. */
function strictVendor() {
  const latest = new Map<string, number>();
  let most = 0;
  let inside = 0;
  return {
    latest,
    /** How many exchanges there were at the same time, at most. */
    most: () => most,
    exchange: (account: string) => async (token: string) => {
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 3));
      inside--;
      const known = latest.get(account) ?? 0;
      if (token !== `${account}-${known}`) throw new SeatwatchError('CONSENT_REQUIRED', `${token} was used before`);
      latest.set(account, known + 1);
      return { refreshToken: `${account}-${known + 1}` };
    },
  };
}

describe('several at once', () => {
  test('two accounts of one secret, each rotated by two runs, lose no token', async () => {
    const before = [
      { account: 'west', refreshToken: 'west-0', note: 'kept' },
      { account: 'east', refreshToken: 'east-0' },
    ];
    const { secrets, run } = await rotationRig(db, JSON.stringify(before, null, 1));
    const vendor = strictVendor();
    await Promise.all(
      ['west', 'east', 'west', 'east'].map(async (account) => {
        const rotate = run({ account });
        for (let round = 0; round < 4; round++) await rotate(vendor.exchange(account));
      }),
    );
    expect(vendor.most()).toBe(1);
    expect(Object.fromEntries(vendor.latest)).toEqual({ west: 8, east: 8 });
    expect(JSON.parse(secrets.get(ID) ?? '')).toEqual([
      { account: 'west', refreshToken: 'west-8', note: 'kept' },
      { account: 'east', refreshToken: 'east-8' },
    ]);
    expect(secrets.history(ID)).toHaveLength(1 + 16);
  });

  test('a lease whose holder died is waited out and then taken', async () => {
    const { secrets, run, heldByAnother, time } = await rotationRig(db);
    const start = time.now;
    await heldByAnother(60_000);
    await run()(gives('new'));
    expect(time.now - start).toBeGreaterThanOrEqual(60_000);
    expect(time.now - start).toBeLessThan(61_000);
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
  });

  test.each([
    [0, 250],
    [0.5, 500],
    [1, 750],
  ])('a waiter with luck %d tries again after %d ms', async (luck, wait) => {
    const { run, heldByAnother, time } = await rotationRig(db);
    await heldByAnother(3000);
    const waits = new Set<number>();
    const sleep = async (ms: number): Promise<void> => {
      waits.add(ms);
      time.now += ms;
    };
    await run({ random: () => luck, sleep })(gives(null));
    expect(waits).toEqual(new Set([wait]));
  });

  test('whoever waits when the time of the run ends asks nobody for anything', async () => {
    const { secrets, run, heldByAnother, lease } = await rotationRig(db);
    await heldByAnother(60_000);
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    const waiting = run({ signal: controller.signal, sleep: pause })(gives('new'));
    expect((await thrownBy(waiting)).code).toBe('OUT_OF_TIME');
    expect(secrets.operations).toEqual([]);
    expect(await lease()).toMatchObject({ heldBy: 'another run' });
  });
});

describe('a lease that ended during a slow exchange', () => {
  test('and that nobody took is simply renewed', async () => {
    const { secrets, run, time } = await rotationRig(db);
    await run()(async () => {
      time.now += 90_000;
      return { refreshToken: 'new' };
    });
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
  });

  test('and that another run holds is taken again before the token is stored', async () => {
    const { secrets, run, heldByAnother, lease, time } = await rotationRig(db);
    const start = time.now;
    await run()(async () => {
      time.now += 90_000;
      await heldByAnother(20_000);
      return { refreshToken: 'new' };
    });
    expect(time.now - start).toBeGreaterThanOrEqual(110_000);
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
    expect(await lease()).toBeUndefined();
  });

  test('and under which another run stored a token: that one is newer and is exchanged in turn', async () => {
    const { secrets, run, time } = await rotationRig(db);
    const asked: string[] = [];
    const answer = await run()(async (token) => {
      asked.push(token);
      if (token === 'old') {
        time.now += 90_000;
        await run()(gives('theirs'));
      }
      return { refreshToken: `after ${token}` };
    });
    expect(asked).toEqual(['old', 'theirs']);
    expect(answer.refreshToken).toBe('after theirs');
    expect(secrets.history(ID).map((value) => JSON.parse(value) as unknown)).toEqual([
      { refreshToken: 'old' },
      { refreshToken: 'theirs' },
      { refreshToken: 'after theirs' },
    ]);
  });

  test('and cannot be had again before the run ends: the token is stored where it replaces its own origin', async () => {
    const { secrets, run, heldByAnother, lease, time } = await rotationRig(db);
    const controller = new AbortController();
    await run({ signal: controller.signal })(async () => {
      time.now += 90_000;
      await heldByAnother(60_000);
      controller.abort();
      return { refreshToken: 'new' };
    });
    expect(secrets.get(ID)).toBe('{"refreshToken":"new"}');
    expect(await lease()).toMatchObject({ heldBy: 'another run' });
  });

  test('and cannot be had again while another token is stored: that one stays', async () => {
    const { secrets, run, heldByAnother, time } = await rotationRig(db);
    const controller = new AbortController();
    const ended = run({ signal: controller.signal })(async () => {
      time.now += 90_000;
      await heldByAnother(60_000);
      secrets.set(ID, '{"refreshToken":"theirs"}');
      controller.abort();
      return { refreshToken: 'new' };
    });
    expect((await thrownBy(ended)).code).toBe('OUT_OF_TIME');
    expect(secrets.get(ID)).toBe('{"refreshToken":"theirs"}');
  });
});
