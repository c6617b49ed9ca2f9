/**
 * JSON as the vendors send it. Whole numbers too large for a double are kept as text, because they are ids:
 * some of LINE WORKS' have 19 digits. Only the fields named as `quantities` stay numbers whatever their size.
 */
export function parseJson(text: string, quantities: ReadonlySet<string> = NONE): unknown {
  if (!holdsLongNumber(text)) return JSON.parse(text);
  return JSON.parse(
    text.replace(PIECES, (piece: string, key: string | undefined, value: string | undefined, alone: string) => {
      const digits = key === undefined ? alone : value;
      if (digits === undefined || Number.isSafeInteger(Number(digits))) return piece;
      if (key !== undefined && quantities.has(JSON.parse(key) as string)) return piece;
      return `${piece.slice(0, -digits.length)}"${digits}"`;
    }),
  );
}

/** So many digits in a row has what may be too large, and most answers hold no such number. */
const LONG = 16;

/** One digit of such a row stands at a sixteenth place: of all others nothing has to be looked at. */
function holdsLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    let [before, after] = [at, at];
    while (isDigit(text.charCodeAt(before))) before--;
    if (before === at) continue;
    while (isDigit(text.charCodeAt(after))) after++;
    if (after - before > LONG) return true;
  }
  return false;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

const NONE: ReadonlySet<string> = new Set();

/**
 * Strings, whatever they hold, with the large whole number that follows one as its value; and other large whole numbers.
 * A reviver that is told the digits would do too, but Node knows those only since its version 21.
 */
const PIECES =
  /("[^"\\]*(?:\\[^][^"\\]*)*(?:"|$))(?:\s*:\s*(-?[1-9]\d{15,})(?=\s*(?:[,\]}]|$)))?|(?<![\w.+-])(-?[1-9]\d{15,})(?=\s*(?:[,\]}]|$))/g;

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
