import { expect, test } from 'vitest';
import { dayOf, processedAt } from '../../../../lib/providers/partner-center/processed-at.ts';

const dayIn = (text: string): string | null => {
  const at = processedAt(text);
  return at === null ? null : dayOf(at);
};

test.each([
  ['2018-10-14T00:00:00', '2018-10-14'],
  ['2018-10-14T23:59:59.9999999', '2018-10-14'],
  ['2018-10-14T00:00:00Z', '2018-10-14'],
  ['2018-10-14T00:00:00+00:00', '2018-10-14'],
  ['2018-10-14T00:00:00+0000', '2018-10-14'],
  ['2018-10-14T00:30:00+09:00', '2018-10-13'],
  ['2018-10-14T20:00:00-05:00', '2018-10-15'],
  ['2018-10-14', '2018-10-14'],
  ['2024-02-29T00:00:00', '2024-02-29'],
])('%s was processed on the UTC day %s', (text, day) => {
  expect(dayIn(text)).toBe(day);
});

test.each([
  '',
  '2025-02-29T00:00:00',
  '2018-10-14 00:00',
  '2018-10-14T25:00:00',
  '14.10.2018',
  '9999-12-31T23:00:00-05:00',
  '1539475200000',
])('%j is no moment of the calendar', (text) => {
  expect(processedAt(text)).toBeNull();
});

test('a date without an offset is the same day wherever the process runs', () => {
  const before = process.env['TZ'];
  try {
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      process.env['TZ'] = zone;
      expect(dayIn('2018-10-14T00:00:00')).toBe('2018-10-14');
    }
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});
