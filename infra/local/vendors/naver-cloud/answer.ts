/** The vendor's envelopes in both of its formats, and its errors. */
import type { SimulatedAnswer } from '../simulator.ts';
import type { Json } from './contract-list.ts';

export type Format = 'json' | 'xml';

/** Lists have singular children in XML and none in JSON. */
const CHILDREN: Readonly<Record<string, string>> = {
  contractList: 'contract',
  contractProductList: 'contractProduct',
  usageList: 'usage',
};

export function written(format: Format, status: number, name: string, value: Json): SimulatedAnswer {
  return format === 'json'
    ? { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify({ [name]: value }) }
    : {
        status,
        headers: { 'content-type': 'text/xml;charset=UTF-8' },
        body: `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, value)}\n`,
      };
}

/** The gateway's errors are JSON whatever was asked for. */
export const gatewayError = (status: number, errorCode: string, message: string): SimulatedAnswer =>
  written('json', status, 'error', { errorCode, message });

export const serviceError = (format: Format, returnCode: string, returnMessage: string): SimulatedAnswer =>
  written(format, 400, 'responseError', { returnCode, returnMessage });

function element(name: string, value: Json | undefined): string {
  if (value === undefined) return '';
  const content = contentOf(name, value);
  return content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`;
}

function contentOf(name: string, value: Json): string {
  if (value === null) return '';
  if (isList(value)) return value.map((item) => element(CHILDREN[name] ?? name, item)).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([field, inner]) => element(field, inner))
      .join('');
  }
  return String(value).replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
