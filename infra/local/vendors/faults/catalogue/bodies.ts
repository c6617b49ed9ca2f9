/** Bodies that are not what they should be, under status 200. */
import type { CatalogueEntry } from './entry.ts';
import { DATA, everywhere } from './targets.ts';

const NO_XML = 'it speaks no XML';
const inXml = { path: DATA['naver-cloud'], ask: { responseFormatType: 'xml' } } as const;

export const BODIES: readonly CatalogueEntry[] = [
  { name: 'cut-short', about: 'the first half of the body, whole for HTTP', at: everywhere({ kind: 'cut' }) },
  {
    name: 'cut-at-an-element',
    about: 'XML that ends behind an element, in the middle of the list',
    at: {
      'line-works': NO_XML,
      'partner-center': NO_XML,
      'naver-cloud': [{ kind: 'cut-element', ...inXml }],
      'trend-micro': NO_XML,
    },
  },
  {
    name: 'other-format',
    about: 'XML where JSON was asked for',
    at: {
      'line-works': NO_XML,
      'partner-center': NO_XML,
      'naver-cloud': [{ kind: 'headers', ...inXml }],
      'trend-micro': NO_XML,
    },
  },
  { name: 'html', about: 'a web page', at: everywhere({ kind: 'html' }) },
  { name: 'empty', about: 'no body at all', at: everywhere({ kind: 'empty' }) },
  { name: 'null', about: 'the JSON text null', at: everywhere({ kind: 'body', body: 'null' }) },
  { name: 'byte-order-mark', about: 'a byte order mark before the body', at: everywhere({ kind: 'bom' }) },
  {
    name: 'wrong-content-type',
    about: 'data that calls itself something else',
    at: everywhere({ kind: 'headers', headers: { 'content-type': 'application/octet-stream' } }),
  },
  {
    name: 'gzip-bomb',
    about: 'a megabyte that unpacks to a gigabyte',
    at: everywhere({ kind: 'gzip-bomb' }),
  },
  {
    name: 'gzip-damaged',
    about: 'half of a compressed body, whole for HTTP',
    at: everywhere({ kind: 'gzip-damaged' }),
  },
];
