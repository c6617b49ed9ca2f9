/** In which form, and whether compressed, the caller wants an answer. */

export type Format = 'json' | 'csv' | 'ndjson';

const MEDIA_TYPES: ReadonlyArray<readonly [type: string, format: Format]> = [
  ['application/json', 'json'],
  ['text/csv', 'csv'],
  ['application/x-ndjson', 'ndjson'],
  ['application/ndjson', 'ndjson'],
  ['application/jsonl', 'ndjson'],
];

/** The form that `Accept` likes best; JSON where it does not care or likes none. */
export function acceptedFormat(headers: Headers): Format {
  const ranges = weighted(headers.get('accept') ?? '');
  let best: { format: Format; weight: number } = { format: 'json', weight: 0 };
  for (const [type, format] of MEDIA_TYPES) {
    const named = ranges.get(type) ?? ranges.get(`${type.slice(0, type.indexOf('/'))}/*`) ?? ranges.get('*/*');
    if (named !== undefined && named > best.weight) best = { format, weight: named };
  }
  return best.format;
}

export const acceptsGzip = (headers: Headers): boolean =>
  (weighted(headers.get('accept-encoding') ?? '').get('gzip') ?? 0) > 0;

export type Coding = 'br' | 'gzip';

/** The first of these codings that the caller takes; null = none, send it plain. */
export function bestCoding(headers: Headers, available: readonly string[]): Coding | null {
  const accepted = weighted(headers.get('accept-encoding') ?? '');
  const codings: readonly Coding[] = ['br', 'gzip'];
  return codings.find((coding) => available.includes(coding) && (accepted.get(coding) ?? 0) > 0) ?? null;
}

/** Each name of a list with its quality, 1 unless it says otherwise. */
function weighted(header: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const part of header.split(',')) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
    const quality = parameters.find((text) => text.startsWith('q='))?.slice(2);
    const weight = quality === undefined ? 1 : Number(quality);
    if (name !== '') found.set(name, Number.isFinite(weight) ? weight : 0);
  }
  return found;
}
