import { describe, expect, test } from 'vitest';
import { usageRows } from './rows.ts';
import { page, reading } from './scripted-list.ts';

const invalid = { code: 'VENDOR_RESPONSE_INVALID' };

describe('a list that moves while it is read', () => {
  const rows = usageRows(6);
  const first = page(rows.slice(0, 4), 6);
  const rest = page(rows.slice(4), 6);

  test('keeps a row once that came on two pages with the same numbers', async () => {
    const respelled = { ...rows[3], licenseActive: 41, licensesActive: undefined };
    const overlapping = [page(rows.slice(0, 4), 6), page([respelled, ...rows.slice(4)], 6)];
    const { customers, restarts } = await reading([overlapping]);
    expect(customers).toHaveLength(6);
    expect(new Set(customers).size).toBe(6);
    expect(restarts).toBe(0);
  });

  test('is read once more when a row came twice in the place of another', async () => {
    const lost = [first, page([rows[3] ?? {}, rows[5] ?? {}], 6)];
    const { restarts, skips, rows: read } = await reading([lost, [first, rest]]);
    expect({ restarts, skips }).toEqual({ restarts: 1, skips: [0, 4, 6, 0, 4] });
    expect(read).toHaveLength(6);
  });

  test('is refused when its rows do not add up the second time either', async () => {
    await expect(reading([[page(rows.slice(0, 3), 6)]])).rejects.toMatchObject(invalid);
    await expect(reading([[page(rows, 5)]])).rejects.toMatchObject(invalid);
  });

  test('is read once more when its total changes from page to page', async () => {
    const growing = [first, page(rows.slice(4), 7)];
    expect(await reading([growing, [first, rest]])).toMatchObject({ restarts: 1 });
    await expect(reading([growing])).rejects.toMatchObject(invalid);
  });

  test('is read once more when a later page shows a newer processing of a service', async () => {
    const newer = usageRows(2, () => ({ processedDateTime: '2026-11-18T00:00:00', customerName: 'LATE' }));
    const mixed = [first, page([...newer], 6)];
    expect(await reading([mixed, [first, rest]])).toMatchObject({ restarts: 1 });
  });

  test('is believed when a service still has two days the second time and the rows add up', async () => {
    const both = [first, page([{ ...rows[4], processedDateTime: '2026-11-18T00:00:00' }, rows[5] ?? {}], 6)];
    const { restarts, rows: read } = await reading([both]);
    expect(restarts).toBe(1);
    expect(read).toHaveLength(6);
  });

  test('may show an older day later, another service on another day, or two days on one page', async () => {
    const older = { ...rows[4], processedDateTime: '2026-11-09T00:00:00' };
    const other = { ...rows[5], processedDateTime: '2026-11-18T00:00:00', serviceCode: 'crm' };
    expect(await reading([[first, page([older, other], 6)]])).toMatchObject({ restarts: 0 });
    const twoDays = usageRows(3, (index) => ({ processedDateTime: `2026-11-1${index}T00:00:00` }));
    expect(await reading([[page(twoDays, 3)]])).toMatchObject({ restarts: 0 });
  });

  test('leaves rows of two pages that contradict each other for whoever compares identities', async () => {
    const contradicting = [first, page([{ ...rows[3], licensesActive: 1 }, rows[4] ?? {}], 6)];
    const { rows: read, restarts } = await reading([contradicting]);
    expect(restarts).toBe(1);
    expect(read).toHaveLength(6);
    expect(read.filter((row) => row.customerId === read[3]?.customerId)).toHaveLength(2);
  });

  test('counts a row that one page repeats as often as the vendor does', async () => {
    const twice = page([...rows.slice(0, 3), rows[2] ?? {}], 5);
    const { rows: read, restarts } = await reading([[twice, page(rows.slice(3, 4), 5)]]);
    expect(read).toHaveLength(5);
    expect(restarts).toBe(0);
  });

  test('takes rows that cannot be told apart for new ones', async () => {
    const nameless = { ...rows[0], customerTenantId: undefined };
    const { rows: read, restarts } = await reading([
      [page([nameless, ...rows.slice(0, 3)], 6), page([nameless, {}], 6)],
    ]);
    expect(read.filter((row) => 'rejected' in row)).toHaveLength(3);
    expect(restarts).toBe(0);
  });
});
