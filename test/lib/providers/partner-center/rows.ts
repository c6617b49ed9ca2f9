/** Rows as the vendor's lists hold them, with what a test says about them. */
export type Row = Record<string, unknown>;

export const usageRow = (changes: Row = {}): Row => ({
  processedDateTime: '2026-11-16T00:00:00',
  workloadCode: 'EXO',
  workloadName: 'Exchange',
  serviceCode: 'o365',
  serviceName: 'Microsoft Office 365',
  channel: 'reseller',
  customerTenantId: '11111111-AAAA-4AAA-8AAA-111111111111',
  customerName: 'EXAMPLE CO',
  productId: '22222222-BBBB-4BBB-8BBB-222222222222',
  productName: 'OFFICE 365 ENTERPRISE E3',
  licensesActive: 41,
  licensesQualified: 50,
  ...changes,
});

export function deploymentRow(changes: Row = {}): Row {
  const { workloadCode: _, workloadName: __, licensesActive: ___, licensesQualified: ____, ...common } = usageRow();
  return { ...common, licensesDeployed: 47, licensesSold: 50, ...changes };
}

/** The same row for customer number 0, 1, 2 … */
export const usageRows = (count: number, changes: (index: number) => Row = () => ({})): Row[] =>
  Array.from({ length: count }, (_, index) =>
    usageRow({ customerTenantId: `${String(index).padStart(8, '0')}-AAAA-4AAA-8AAA-111111111111`, ...changes(index) }),
  );
