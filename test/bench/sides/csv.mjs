// An export of 100,000 records as CSV, line by line into pieces of 64 KB, or as JSON in one piece.
const record = (index) => ({
  provider: 'partner-center',
  account: 'default',
  dataset: 'deployment',
  customerId: `${String(Math.floor(index / 10)).padStart(8, '0')}-aaaa-4aaa-8aaa-111111111111`,
  customerName: `Example customer ${Math.floor(index / 10)}, Inc.`,
  productId: `${String(index % 10).padStart(8, '0')}-bbbb-4bbb-8bbb-222222222222`,
  productName: 'OFFICE 365 ENTERPRISE E3',
  measure: 'seats',
  unit: 'seat',
  labels: { serviceCode: 'o365', serviceName: 'Microsoft Office 365', channel: 'reseller' },
  period: '2026-11-16',
  entitled: 50,
  consumed: 47,
  exceeded: 0,
  reported: { licensesDeployed: 47, licensesSold: 50 },
  final: false,
  corrections: 0,
  observedAt: '2026-11-21T02:00:11Z',
});

const COLUMNS = Object.keys(record(0));
const PIECE = 64 * 1024;

function csvBytes(records, line) {
  let bytes = 0;
  let piece = line(COLUMNS);
  for (const one of records) {
    piece += line(Object.values(one));
    if (piece.length < PIECE) continue;
    bytes += Buffer.from(piece).length;
    piece = '';
  }
  return bytes + Buffer.from(piece).length;
}

export async function prepare({ parts, form }) {
  const { lines } = await import(parts);
  const records = Array.from({ length: 100_000 }, (_, index) => record(index));
  const work = form === 'csv' ? () => csvBytes(records, lines()) : () => Buffer.from(JSON.stringify(records)).length;
  return () => {
    const beforeMb = process.memoryUsage.rss() / 2 ** 20;
    const bytes = work();
    return { bytes, moreMb: process.resourceUsage().maxRSS / 1024 - beforeMb };
  };
}
