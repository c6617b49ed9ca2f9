import { describe, expect, test } from 'vitest';
import { normaliseReply } from '../../../../lib/providers/partner-center/normalise.ts';
import { deploymentRow, type Row, usageRow } from './rows.ts';

const one = (row: unknown, dataset = 'usage') => normaliseReply({ page: 3, rows: [row] }, dataset)[0];
const without = (field: string): Row => {
  const { [field]: _, ...rest } = usageRow();
  return rest;
};

describe('a usage row', () => {
  test('becomes people who used something, never an overage', () => {
    expect(one(usageRow({ licensesActive: 52 }))).toMatchObject({
      unit: 'licence',
      consumed: 52,
      entitled: 50,
      exceeded: null,
      reported: { licensesActive: 52, licensesQualified: 50 },
    });
  });

  test('counts under either spelling, and under the right one where both are there', () => {
    const sample = { ...without('licensesActive'), licenseActive: 7 };
    expect(one(sample)).toMatchObject({ consumed: 7, reported: { licenseActive: 7, licensesQualified: 50 } });
    expect(one(sample)).not.toHaveProperty('reported.licensesActive');
    expect(one(usageRow({ licenseActive: 7 }))).toMatchObject({
      consumed: 41,
      reported: { licensesActive: 41, licensesQualified: 50 },
    });
    expect(one(usageRow({ licensesActive: null, licenseActive: 7 }))).toMatchObject({ consumed: 7 });
  });

  test('names its customer and product by GUIDs in lower case, and its product as the vendor does', () => {
    expect(one(usageRow())).toMatchObject({
      customerId: '11111111-aaaa-4aaa-8aaa-111111111111',
      customerName: 'EXAMPLE CO',
      productId: '22222222-bbbb-4bbb-8bbb-222222222222',
      productName: 'OFFICE 365 ENTERPRISE E3',
    });
  });

  test('may leave names and labels out', () => {
    const bare = one(usageRow({ customerName: null, productName: '', workloadName: undefined, channel: null }));
    expect(bare).toMatchObject({
      customerName: null,
      productName: null,
      labels: { workloadCode: 'EXO', workloadName: null, serviceCode: 'o365', channel: null },
    });
  });

  test('may write labels as numbers and hold fields that nobody knows', () => {
    expect(one(usageRow({ workloadCode: 12, surprise: { deep: [] } }))).toMatchObject({
      labels: { workloadCode: '12' },
    });
  });

  test('keeps its own name and labels beside rows of the same customer with others', () => {
    const rows = [
      usageRow(),
      usageRow({ customerName: 'RENAMED', workloadName: 'Exchange Online' }),
      usageRow({ serviceCode: 'crm' }),
      usageRow(),
    ];
    expect(normaliseReply({ page: 1, rows }, 'usage')).toMatchObject([
      { customerName: 'EXAMPLE CO', labels: { workloadName: 'Exchange', serviceCode: 'o365' } },
      { customerName: 'RENAMED', labels: { workloadName: 'Exchange Online', serviceCode: 'o365' } },
      { customerName: 'EXAMPLE CO', labels: { workloadName: 'Exchange', serviceCode: 'crm' } },
      { customerName: 'EXAMPLE CO', labels: { workloadName: 'Exchange', serviceCode: 'o365' } },
    ]);
  });

  test.each([
    ['customerTenantId', undefined, null],
    ['customerTenantId', ' ', null],
    ['customerTenantId', { id: 1 }, null],
    ['productId', null, '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['processedDateTime', undefined, '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['processedDateTime', 'yesterday', '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['licensesActive', '41', '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['licensesActive', -1, '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['licensesActive', 4.5, '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['licensesQualified', undefined, '11111111-aaaa-4aaa-8aaa-111111111111'],
    ['licensesQualified', 2 ** 53, '11111111-aaaa-4aaa-8aaa-111111111111'],
  ])('is rejected by name when its %s is %j', (field, value, customerId) => {
    const rejected = one(usageRow({ [field]: value }));
    expect(rejected).toMatchObject({ rejected: true, position: 'page 3, row 1', field, customerId });
  });

  test('is rejected when it counts nobody under either spelling', () => {
    expect(one(without('licensesActive'))).toMatchObject({
      rejected: true,
      field: 'licenseActive',
      problem: 'is missing',
    });
  });

  test.each([null, 'row', 7, [], true])('is rejected when it is %j', (row) => {
    expect(one(row)).toMatchObject({ rejected: true, field: 'row', customerId: null });
  });
});

describe('a deployment row', () => {
  test('becomes seats assigned of seats bought', () => {
    expect(one(deploymentRow(), 'deployment')).toEqual({
      customerId: '11111111-aaaa-4aaa-8aaa-111111111111',
      customerName: 'EXAMPLE CO',
      productId: '22222222-bbbb-4bbb-8bbb-222222222222',
      productName: 'OFFICE 365 ENTERPRISE E3',
      period: '2026-11-16',
      labels: { serviceCode: 'o365', serviceName: 'Microsoft Office 365', channel: 'reseller' },
      unit: 'seat',
      entitled: 50,
      consumed: 47,
      exceeded: null,
      reported: { licensesDeployed: 47, licensesSold: 50 },
    });
  });

  test.each(['licensesDeployed', 'licensesSold'])('is rejected without %s', (field) => {
    expect(one(deploymentRow({ [field]: undefined }), 'deployment')).toMatchObject({ field, problem: 'is missing' });
  });
});
