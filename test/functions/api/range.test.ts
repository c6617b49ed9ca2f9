import { HTTPException } from 'hono/http-exception';
import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../../functions/api/range.ts';

const TODAY = '2026-11-21';

const asked = async (given: Parameters<typeof rangeOf>[0]): Promise<string> => {
  try {
    const { from, to } = rangeOf(given, TODAY);
    return `${from}/${to}`;
  } catch (error) {
    if (!(error instanceof HTTPException)) throw error;
    const { parameter, detail } = (await error.getResponse().json()) as Record<string, string>;
    return `${parameter} ${detail}`;
  }
};

const LONG = 'the range is longer than 366 days';

describe('a range', () => {
  test.each<[Parameters<typeof rangeOf>[0], string]>([
    [{}, '2026-10-23/2026-11-21'],
    [{ to: '2026-11-10' }, '2026-10-12/2026-11-10'],
    [{ from: '2026-11-01' }, '2026-11-01/2026-11-21'],
    [{ from: TODAY }, '2026-11-21/2026-11-21'],
    [{ from: '2027-01-01' }, '2027-01-01/2027-01-01'],
    [{ from: '2026-11-01', to: '2026-11-01' }, '2026-11-01/2026-11-01'],
    [{ from: '2026-11-02', to: '2026-11-01' }, 'from is after to'],
    [{ from: '2025-11-21' }, '2025-11-21/2026-11-21'],
    [{ from: '2025-11-20' }, `from ${LONG}`],
    [{ from: '2025-11-20', to: '2026-11-20' }, '2025-11-20/2026-11-20'],
    [{ from: '2025-11-20', to: '2026-11-21' }, `from ${LONG}`],
    // The first month of the calendar has no thirty days before it.
    [{ to: '0001-01-31' }, '0001-01-31/0001-01-31'],
    [{ to: '0001-02-01' }, '0001-01-03/0001-02-01'],
    [{ to: '0000-01-01' }, '0000-01-01/0000-01-01'],
  ])('%j is %s', async (given, expected) => {
    expect(await asked(given)).toBe(expected);
  });
});
