/** Answers of the vendors, damaged in every way: they are read or refused, in time, and nothing stumbles over them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { gatherer } from '../../lib/collect/content.ts';
import { CONSEQUENCES, SeatwatchError } from '../../lib/errors.ts';
import { DATASETS } from '../../lib/datasets.ts';
import type { Dataset } from '../../lib/dataset.ts';
import { flawsOf } from '../lib/providers/well-formed.ts';
import { tryCases } from './cases.ts';
import { damage, damaged } from './damage.ts';
import { type Recorded, SUBJECTS } from './vendor-rig.ts';

const FEW = 60;
const many = (piece: string, count = 30_000): string => piece.repeat(count);
const datasets = new Map<string, Dataset>(Object.values(DATASETS).flatMap((all) => Object.entries(all)));

/** Reads the windows; what is wrong with the outcome, empty when it is rows in order or a refusal in order. */
async function flawsIn(read: ReturnType<Recorded['read']>): Promise<string[]> {
  try {
    return (await read).flatMap(({ window, rows }) => {
      const dataset = datasets.get(window.dataset);
      if (!dataset) return ['no dataset'];
      const gather = gatherer(dataset, window, null);
      for (const row of rows) gather.add(row);
      return [
        ...flawsOf(rows, dataset),
        ...(gather.content().customers.size > rows.length ? ['customers from nowhere'] : []),
      ];
    });
  } catch (error) {
    if (!(error instanceof SeatwatchError)) throw error;
    const known = Object.hasOwn(CONSEQUENCES, error.code) && error.code !== 'UNEXPECTED';
    return [...(known ? [] : [`code ${error.code}`]), ...(error.message.length < 700 ? [] : ['a message without end'])];
  }
}

describe.each(Object.entries(SUBJECTS))('%s', (name, record) => {
  let recorded: Recorded;
  beforeAll(async () => {
    recorded = await record();
  });

  test('is read again from what was recorded', async () => {
    const read = await recorded.read((answer) => answer);
    expect(read.every(({ rows }) => rows.length > 0)).toBe(true);
    expect(await flawsIn(Promise.resolve(read))).toEqual([]);
  });

  test('damaged is read or refused', async () => {
    await tryCases(`damaged answers of ${name}`, {
      cases: damage,
      few: FEW,
      check: async (one) => {
        expect(await flawsIn(recorded.read(damaged(one, recorded.taken.length)))).toEqual([]);
      },
    });
  });

  const laughs = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${many(`&l${n};`, 10)}">`).join('');
  test.each<[string, string]>([
    ['lists in lists', many('[')],
    ['lists in lists that end', many('[') + many(']')],
    ['objects in objects', many('{"a":')],
    ['objects in objects that end', `${many('{"contractList":')}1${many('}')}`],
    ['elements in elements', many('<a>')],
    ['elements in elements that end', many('<a>') + many('</a>')],
    ['a number without end', `[${many('9', 300_000)}]`],
    ['a fraction without end', `{"totalRows": 0.${many('1', 300_000)}}`],
    ['quotes', many('"', 300_000)],
    ['backslashes', `"${many('\\', 300_001)}"`],
    ['blanks', `{"a"${many(' ', 300_000)}`],
    ['blanks after numbers', `[${many('1234567890123456789          ', 30_000)}`],
    ['attributes', `<a ${many('b="c" ')}/>`],
    ['one long attribute', `<a b="${many('&lt;')}"/>`],
    ['billions of laughs', `<!DOCTYPE a [<!ENTITY l0 "l">${laughs}]><a>&l20;</a>`],
    ['an entity from elsewhere', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['comments', many('<!-- -->')],
    ['sections', `<a>${many('<![CDATA[x]]>')}</a>`],
    ['names without end', `<${many('a', 300_000)}/>`],
    ['entities', `<a>${many('&amp;')}</a>`],
    ['nothing but an ampersand', `<a>${many('&')}</a>`],
  ])('that sends %s is refused in time', async (_, text) => {
    const began = performance.now();
    for (const status of [200, 400]) {
      const body = Buffer.from(text);
      expect(await flawsIn(recorded.read((answer) => ({ ...answer, status, body })))).toEqual([]);
    }
    expect(performance.now() - began).toBeLessThan(8000);
  });
});
