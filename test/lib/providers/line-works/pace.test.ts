import { describe, expect, test } from 'vitest';
import { createPace } from '../../../../lib/providers/line-works/pace.ts';
import { failureOf } from '../open.ts';
import { instantPace } from './bench.ts';

const signal = new AbortController().signal;

describe('the pace', () => {
  test('lets a minute’s requests go at once and the next ones a minute later', async () => {
    const { pace, waits } = instantPace();
    for (let n = 0; n < 240; n++) await pace.take('usages', 240, signal);
    expect(waits).toEqual([]);
    await pace.take('usages', 240, signal);
    expect(waits).toEqual([61_000]);
  });

  test('never lets more than the limit go within any minute', async () => {
    let at = 0;
    const left: number[] = [];
    const pace = createPace({ clock: () => at, sleep: async (ms) => void (at += ms) });
    for (let n = 0; n < 1000; n++) {
      await pace.take('usages', 240, signal);
      left.push(at);
      at += (n * 7919) % 400;
    }
    const crowded = left.filter((from, index) => (left[index + 240] ?? Number.POSITIVE_INFINITY) - from < 60_000);
    expect(crowded).toEqual([]);
  });

  test('counts each operation of each account apart', async () => {
    const { pace, waits } = instantPace();
    await pace.take('usages', 1, signal);
    await pace.take('customers', 1, signal);
    expect(waits).toEqual([]);
  });

  test('waits at half the limit until half of what has left is a minute old', async () => {
    const { pace, waits, pass } = instantPace();
    for (let n = 0; n < 200; n++) {
      await pace.take('usages', 240, signal);
      pass(100);
    }
    await pace.take('usages', 120, signal);
    // The 81st of the 200 left 8 s after the first, and 20 s have gone by.
    expect(waits).toEqual([61_000 + 8000 - 20_000]);
  });

  test('holds an operation back for as long as the vendor asks', async () => {
    const { pace, waits } = instantPace();
    pace.hold('usages', 30_000);
    pace.hold('usages', 10_000);
    await pace.take('customers', 240, signal);
    expect(waits).toEqual([]);
    await pace.take('usages', 240, signal);
    expect(waits).toEqual([30_000]);
  });

  test('does not believe a vendor that asks for hours', async () => {
    const { pace, waits } = instantPace();
    pace.hold('usages', 1_700_000_000_000);
    await pace.take('usages', 240, signal);
    expect(waits).toEqual([600_000]);
  });

  test('ends with the time of the run', async () => {
    const pace = createPace();
    const controller = new AbortController();
    pace.hold('usages', 60_000);
    const waiting = failureOf(pace.take('usages', 240, controller.signal));
    controller.abort();
    expect(await waiting).toHaveProperty('code', 'OUT_OF_TIME');
  });
});
