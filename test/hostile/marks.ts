/** Everything secret that a run knows of, in every form in which it could come to light. */
import { inspect } from 'node:util';
import { errorFacts } from '../../lib/error-facts.ts';
import type { RunningVendor } from '../../infra/local/vendors/simulator.ts';

/** Fields of a secret that are no secret: where to ask, and for whom. */
const OPEN = /url$|^(account|scope|responseFormat|version|domainIds|memberNoList|tenantId)$/i;
const SECRET_HEADER = /authorization|signature|access|secret|token/;
/** Shorter texts are met by chance. */
const SHORTEST = 8;

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => (OPEN.test(name) ? [] : textsIn(inner)))
    : [String(value)];

/** The marks of a run: its secrets, old and new, and what it sent to sign in and to sign. */
export function marksOf(vendor: RunningVendor, secrets: readonly string[]): string[] {
  const stored = secrets.flatMap((text) => textsIn(JSON.parse(text)));
  const sent = vendor.requests.flatMap(({ headers, body }) => [
    ...Object.entries(headers).flatMap(([name, value]) => (SECRET_HEADER.test(name) ? value.split(' ').slice(-1) : [])),
    ...[...new URLSearchParams(body)].flatMap(([name, value]) =>
      /^(grant_type|scope|resource)$/.test(name) ? [] : [value],
    ),
  ]);
  // A private key has lines; its first and last one are no secret.
  const lines = [...stored, ...sent].flatMap((text) => text.split('\n')).filter((line) => !line.startsWith('-----'));
  return [...new Set(lines)].filter((text) => text.length >= SHORTEST);
}

const formsOf = (mark: string): string[] => [
  mark,
  Buffer.from(mark).toString('base64').replace(/=+$/, ''),
  Buffer.from(mark).toString('base64url'),
  Buffer.from(mark).toString('hex'),
  encodeURIComponent(mark),
  mark.split('').toReversed().join(''),
  JSON.stringify(mark).slice(1, -1),
];

/** The marks that this text holds, each shortened: a failing test tells them to nobody. */
export function leaked(text: string, marks: readonly string[]): string[] {
  return marks.flatMap((mark) => (formsOf(mark).some((form) => text.includes(form)) ? [`${mark.slice(0, 4)}…`] : []));
}

/** All that can be seen of an error: its message, stack and causes, hidden fields among them, and its line in the log. */
export const seenOf = (error: unknown): string =>
  `${inspect(error, { depth: 12, showHidden: true, maxStringLength: null })}\n${JSON.stringify(errorFacts(error))}`;
