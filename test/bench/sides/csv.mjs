// An export of 100,000 records as the bytes of CSV, line by line in pieces of 64 KB, or of JSON, in one piece.
const record = (index) => {
  const sold = 40 + (index % 23);
  const deployed = (index * 7) % 61;
  return {
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
    entitled: sold,
    consumed: deployed,
    exceeded: Math.max(deployed - sold, 0),
    reported: { licensesDeployed: deployed, licensesSold: sold },
    final: false,
    corrections: 0,
    observedAt: '2026-11-21T02:00:11Z',
  };
};

const COLUMNS = Object.keys(record(0));
const PIECE = 64 * 1024;

/** Each piece is written where the one before was: it is on its way to the caller by then. */
function csvBytes(records, lines) {
  const lineOf = lines(COLUMNS);
  const room = Buffer.allocUnsafe(4 * PIECE);
  let bytes = 0;
  let piece = `${COLUMNS.join(',')}\r\n`;
  for (const one of records) {
    piece += lineOf(one);
    if (piece.length < PIECE) continue;
    bytes += room.write(piece);
    piece = '';
  }
  return bytes + room.write(piece);
}

export async function prepare({ parts, form }) {
  const { lines } = await import(parts);
  const records = Array.from({ length: 100_000 }, (_, index) => record(index));
  const work = form === 'csv' ? () => csvBytes(records, lines) : () => Buffer.from(JSON.stringify(records)).length;
  // What making the records left behind belongs to neither side.
  globalThis.gc();
  return () => {
    const beforeMb = process.memoryUsage.rss() / 2 ** 20;
    const bytes = work();
    return { bytes, moreMb: process.resourceUsage().maxRSS / 1024 - beforeMb };
  };
}
