import { expect, test } from 'vitest';
import { edited } from '../../../../../infra/local/vendors/faults/edit.ts';
import type { Edit } from '../../../../../infra/local/vendors/faults/fault.ts';

const BODY = {
  total: 2,
  rows: [
    { id: 'a', n: 1 },
    { id: 'b', n: 2 },
  ],
};

test.each<[what: string, Edit, unknown]>([
  ['set', { op: 'set', at: 'rows.0.n', to: null }, { ...BODY, rows: [{ id: 'a', n: null }, BODY.rows[1]] }],
  ['added', { op: 'set', at: 'colour', to: 'blue' }, { ...BODY, colour: 'blue' }],
  ['counted up', { op: 'add', at: 'total', by: -1 }, { ...BODY, total: 1 }],
  ['removed from a list', { op: 'remove', at: 'rows.0' }, { ...BODY, rows: [BODY.rows[1]] }],
  ['removed', { op: 'remove', at: 'total' }, { rows: BODY.rows }],
  ['renamed', { op: 'rename', at: 'total', to: 'sum' }, { rows: BODY.rows, sum: 2 }],
  ['repeated', { op: 'repeat', at: 'rows.1', changed: { n: 7 } }, { ...BODY, rows: [...BODY.rows, { id: 'b', n: 7 }] }],
  [
    'numbered',
    { op: 'number', at: 'rows.*.id' },
    {
      ...BODY,
      rows: [
        { id: 'a-5', n: 1 },
        { id: 'b-5', n: 2 },
      ],
    },
  ],
  ['not there', { op: 'add', at: 'rows.9.n', by: 1 }, BODY],
])('a value is %s', (_, edit, wanted) => {
  expect(JSON.parse(edited(JSON.stringify(BODY), [edit], 5))).toEqual(wanted);
});

test('a number is written with digits that no double holds', () => {
  const edit: Edit = { op: 'write', at: 'rows.0.id', json: '9007199254740993123' };
  expect(edited(JSON.stringify(BODY), [edit], 1)).toContain('"id":9007199254740993123,');
});

test('a byte order mark stays, and what is no JSON stays as it is', () => {
  const edit: Edit = { op: 'remove', at: 'rows' };
  expect(edited('\uFEFF{"rows":[]}', [edit], 1)).toBe('\uFEFF{}');
  expect(edited('<rows/>', [edit], 1)).toBe('<rows/>');
});
