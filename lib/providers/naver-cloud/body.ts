/** An answer's body as plain values, whatever format was asked for. */
import { parseJson } from '../../json.ts';
import { parseXml } from './xml.ts';

type Format = 'json' | 'xml';

export interface Body {
  readonly format: Format;
  readonly value: unknown;
}

/** The leaf's numbers; every other number of an answer is an id or unused. */
const QUANTITIES: ReadonlySet<string> = new Set(['usageQuantity', 'userUsageQuantity']);

/**
 * Reads by the first character: the gateway answers in a format of its own choice when something is wrong.
 * A body that cannot be read whole gives the reason as text.
 */
export function readBody(text: string): Body | string {
  const trimmed = text.trim();
  const first = trimmed[0];
  try {
    if (first === '{' || first === '[') return { format: 'json', value: parseJson(trimmed, QUANTITIES) };
    if (first === '<') return { format: 'xml', value: parseXml(trimmed, QUANTITIES) };
  } catch {
    // The parsers' own messages quote the body.
    return first === '<' ? 'the XML is damaged or cut short' : 'the JSON is damaged or cut short';
  }
  return first === undefined ? 'the answer is empty' : 'the answer is neither JSON nor XML';
}
