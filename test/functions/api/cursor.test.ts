import { HTTPException } from 'hono/http-exception';
import { describe, expect, test } from 'vitest';
import { readCursor, writeCursor } from '../../../functions/api/cursor.ts';

const QUESTION = { provider: 'line-works', from: '2026-11-01' };
const cursor = writeCursor('/v1/usage', QUESTION, ['line-works', '東京#1']);

/** The refusal's parameter and words. */
async function refusal(read: () => unknown): Promise<unknown> {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof HTTPException)) throw error;
    const { status, parameter, detail } = (await error.getResponse().json()) as Record<string, unknown>;
    return [status, parameter, detail];
  }
}

const NOT_OURS = [400, 'cursor', 'is not a cursor that this API gave out'];

/** Content with a check of its own, as somebody could make it who read this code. */
async function forged(content: unknown): Promise<string> {
  const text = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)).toString('base64url');
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(text));
  return `${text}${Buffer.from(digest).toString('base64url').slice(0, 8)}`;
}

const differs = (name: string): unknown[] => [400, name, 'differs from what the cursor was made with'];

describe('a cursor', () => {
  test('gives back what it was made with', () => {
    expect(readCursor('/v1/usage', cursor, {})).toEqual({ question: QUESTION, place: ['line-works', '東京#1'] });
    expect(cursor).toMatch(/^[\w-]+$/);
  });

  test('goes with filters that are left out or equal, and with no others', async () => {
    const given = { provider: 'line-works', from: undefined };
    expect(readCursor('/v1/usage', cursor, given).question).toEqual(QUESTION);
    expect(await refusal(() => readCursor('/v1/usage', cursor, { from: '2026-11-02' }))).toEqual(differs('from'));
    expect(await refusal(() => readCursor('/v1/usage', cursor, { account: 'a' }))).toEqual(differs('account'));
  });

  test('of another route is refused', async () => {
    const words = [400, 'cursor', 'belongs to another route'];
    expect(await refusal(() => readCursor('/v1/overages', cursor, {}))).toEqual(words);
  });

  test('with any one character changed, lost or added is refused', async () => {
    for (let at = 0; at < cursor.length; at++) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      const changed = [`${cursor.slice(0, at)}${other}${cursor.slice(at + 1)}`, cursor.slice(0, at)];
      for (const one of [...changed, `${cursor.slice(0, at)}A${cursor.slice(at)}`].filter((text) => text !== cursor)) {
        expect(await refusal(() => readCursor('/v1/usage', one, {}))).toEqual(NOT_OURS);
      }
    }
  });

  test.each<[string, unknown]>([
    ['no JSON', '{"r":'],
    ['null', null],
    ['a list', []],
    ['no place', { r: '/v1/usage', q: {} }],
    ['an empty place', { r: '/v1/usage', q: {}, p: [] }],
    ['a place of numbers', { r: '/v1/usage', q: {}, p: [1] }],
    ['a place of nine parts', { r: '/v1/usage', q: {}, p: '123456789'.split('') }],
    ['filters that are no text', { r: '/v1/usage', q: { from: 1 }, p: ['a'] }],
    ['no filters', { r: '/v1/usage', p: ['a'] }],
    ['no route', { q: {}, p: ['a'] }],
  ])('with a good check over %s is refused', async (_, content) => {
    const made = await forged(content);
    expect(await refusal(() => readCursor('/v1/usage', made, {}))).toEqual(NOT_OURS);
  });

  test('holds a place of one part up to eight', async () => {
    const places = [['a'], '12345678'.split('')];
    for (const place of places) {
      expect(readCursor('/r', writeCursor('/r', {}, place), {})).toEqual({ question: {}, place });
      expect(writeCursor('/r', {}, place)).toBe(await forged({ r: '/r', q: {}, p: place }));
    }
  });
});
