// Parses a page, then normalises what came of it, in turns. Rows of other pages each time: nothing is found in a cache.
const page = (round) =>
  Array.from({ length: 10_000 }, (_, index) => ({
    processedDateTime: '2026-11-16T00:00:00',
    workloadCode: ['EXO', 'SPO', 'TEAMS', 'SFB', 'ODB'][index % 5],
    workloadName: 'Exchange',
    serviceCode: 'o365',
    serviceName: 'Microsoft Office 365',
    channel: 'reseller',
    customerTenantId: `${String(round * 1000 + Math.floor(index / 10)).padStart(8, '0')}-AAAA-4AAA-8AAA-111111111111`,
    customerName: `Example customer ${index}`,
    productId: `${String(index % 10).padStart(8, '0')}-BBBB-4BBB-8BBB-222222222222`,
    productName: 'OFFICE 365 ENTERPRISE E3',
    licensesActive: 20 + (index % 30),
    licensesQualified: 50,
  }));

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

export async function prepare({ parts, rounds }) {
  const { normalise } = await import(parts);
  const texts = Array.from({ length: rounds + 3 }, (_, round) => JSON.stringify(page(round)));
  return () => {
    const times = texts.map((text) => {
      const start = performance.now();
      const rows = JSON.parse(text);
      const parsed = performance.now();
      const made = normalise(rows, 'usage');
      const end = performance.now();
      if (made !== rows.length) throw new Error(`${made} readings of ${rows.length} rows`);
      return { parseMs: parsed - start, normaliseMs: end - parsed };
    });
    // The first ones are compiled while they run.
    const warm = times.slice(3);
    return {
      parseMs: median(warm.map(({ parseMs }) => parseMs)),
      normaliseMs: median(warm.map(({ normaliseMs }) => normaliseMs)),
      ratio: median(warm.map(({ parseMs, normaliseMs }) => normaliseMs / parseMs)),
    };
  };
}
