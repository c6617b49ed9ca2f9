import { expect, test } from 'vitest';
import { readAhead } from '../../lib/read-ahead.ts';

const tick = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Sources of two pieces each; every step is written down. */
function sourcesOf(count: number, log: string[], broken = -1) {
  return (async function* () {
    try {
      for (let source = 0; source < count; source++) {
        yield async function* () {
          log.push(`begin ${source}`);
          await tick(count - source);
          if (source === broken) throw new Error(`broken ${source}`);
          log.push(`ready ${source}`);
          yield `${source}a`;
          yield `${source}b`;
        };
      }
    } finally {
      log.push('closed');
    }
  })();
}

test('the pieces come in the order of the sources', async () => {
  const log: string[] = [];
  const pieces: string[] = [];
  for await (const piece of readAhead(sourcesOf(20, log))) pieces.push(piece);
  expect(pieces).toEqual(Array.from({ length: 20 }, (_, source) => [`${source}a`, `${source}b`]).flat());
  expect(log).toContain('closed');
});

test('one source is asked first, then more of them side by side, never more than allowed', async () => {
  const log: string[] = [];
  let [first, most] = [0, 0];
  for await (const piece of readAhead(sourcesOf(20, log), 3)) {
    const begun = log.filter((line) => line.startsWith('begin')).length;
    if (piece === '0a') first = begun;
    most = Math.max(most, begun - Number.parseInt(piece, 10));
  }
  expect([first, most]).toEqual([1, 3]);
});

test('whoever stops early leaves nothing under way', async () => {
  const log: string[] = [];
  for await (const piece of readAhead(sourcesOf(20, log))) if (piece === '2a') break;
  const begun = log.filter((line) => line.startsWith('begin')).length;
  const ready = log.filter((line) => line.startsWith('ready')).length;
  expect([begun < 10, ready, log.at(-1)]).toEqual([true, begun, 'closed']);
});

test('a failure is met when its turn comes, and not before', async () => {
  const pieces: string[] = [];
  const walk = async (): Promise<void> => {
    for await (const piece of readAhead(sourcesOf(8, [], 3))) pieces.push(piece);
  };
  await expect(walk()).rejects.toThrow('broken 3');
  expect(pieces).toEqual(['0a', '0b', '1a', '1b', '2a', '2b']);
  for await (const piece of readAhead(sourcesOf(8, [], 3))) if (piece === '2b') break;
});
