import { describe, expect, it } from 'vitest';
import { failing, NOW, readJanuary, type Setting } from './bench.ts';
import { contractsNumbered } from './contracts.ts';

const off = (minutes: number): Setting => ({
  clock: () => new Date(NOW.getTime() + minutes * 60_000),
  contracts: () => contractsNumbered([1, 2, 3]),
  pageCap: 1,
});

describe('a clock that differs from the gateway', () => {
  it.each([0, -4, 4])('by %i minutes is good enough', async (minutes) => {
    const { readings, requests, notices } = await readJanuary(off(minutes));
    expect([readings.length, requests.length, notices]).toEqual([3, 3, []]);
  });

  it.each([-90, 6, 1440])('by %i minutes is set by the Date header, once for all pages', async (minutes) => {
    const { readings, requests, notices } = await readJanuary(off(minutes));
    expect([readings.length, requests.length]).toEqual([3, 4]);
    expect(notices).toHaveLength(1);
    expect(notices[0]).toContain(`"seconds":${-minutes * 60}`);
  });

  it('does not excuse a wrong key', async () => {
    const wrong = { ...off(60), credentials: { secretKey: 'another' } };
    expect(await failing(wrong)).toHaveProperty('code', 'CREDENTIALS_REJECTED');
  });

  it.each([
    ['agrees', NOW.toUTCString(), 1],
    ['is unreadable', 'some day', 1],
    ['moves on with each answer', null, 2],
  ])('is blamed once at most: the Date header %s', async (_, date, attempts) => {
    let asked = 0;
    const answer = () => {
      asked++;
      const moving = new Date(NOW.getTime() + asked * 3_600_000).toUTCString();
      const body = '{"error":{"errorCode":"200","message":"Authentication Failed"}}';
      return { status: 401, headers: { date: date ?? moving }, body };
    };
    expect(await failing({ answer })).toHaveProperty('code', 'CREDENTIALS_REJECTED');
    expect(asked).toBe(attempts);
  });
});
