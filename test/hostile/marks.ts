/** Everything secret that a run knows of, in every form in which it could come to light. */
import { inspect } from 'node:util';
import { errorFacts } from '../../lib/error-facts.ts';
import type { RunningVendor, SimulatedRequest } from '../../infra/local/vendors/simulator.ts';

/** Fields of a secret that are no secret: where to ask, and for whom. */
const OPEN = /url$|^(account|scope|responseFormat|version|domainIds|memberNoList|tenantId)$/i;
const SECRET_HEADER = /authorization|signature|access|secret|token/;
/** Shorter texts are met by chance. */
const SHORTEST = 8;

const textsIn = (value: unknown): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => (OPEN.test(name) ? [] : textsIn(inner)))
    : [String(value)];

const linesOf = (texts: readonly string[]): string[] => {
  // A private key has lines; its first and last one are no secret.
  const lines = texts.flatMap((text) => text.split('\n')).filter((line) => !line.startsWith('-----'));
  return [...new Set(lines)].filter((text) => text.length >= SHORTEST);
};

/** What the values of a provider's secret hold that nobody may be told. */
export const secretsIn = (values: readonly string[]): string[] =>
  linesOf(values.flatMap((text) => textsIn(JSON.parse(text))));

/** What these requests were signed in and signed with. */
export const secretsSent = (requests: readonly SimulatedRequest[]): string[] =>
  linesOf(
    requests.flatMap(({ headers, body }) => [
      ...Object.entries(headers).flatMap(([name, value]) =>
        SECRET_HEADER.test(name) ? value.split(' ').slice(-1) : [],
      ),
      ...[...new URLSearchParams(body)].flatMap(([name, value]) =>
        /^(grant_type|scope|resource)$/.test(name) ? [] : [value],
      ),
    ]),
  );

/** The marks of a run: its secrets, old and new, and what it sent to sign in and to sign. */
export const marksOf = (vendor: RunningVendor, secrets: readonly string[]): string[] => [
  ...new Set([...secretsIn(secrets), ...secretsSent(vendor.requests)]),
];

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

/** In the middle of something longer that was put into base64 as a whole: what all of these have in common. */
function inBase64(mark: string): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.from('\0'.repeat(before) + mark).toString('base64');
    const [from, to] = [before === 0 ? 0 : 4, Math.floor((before + Buffer.byteLength(mark)) / 3) * 4];
    return text.slice(from, to);
  });
}

const formsOf = (mark: string): string[] => [
  mark,
  ...inBase64(mark).flatMap((text) => [text, text.replaceAll('+', '-').replaceAll('/', '_')]),
  Buffer.from(mark).toString('hex'),
  encodeURIComponent(mark),
  encodeURIComponent(encodeURIComponent(mark)),
  encodeURI(mark),
  new URLSearchParams({ mark }).toString().slice('mark='.length),
  mark.split('').toReversed().join(''),
  quoted(mark),
  quoted(quoted(mark)),
  mark.replaceAll('"', '""'),
  mark.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'),
];

/** The marks that this text holds, each shortened: a failing test tells them to nobody. Reads the text once. */
export function leaked(text: string, marks: readonly string[]): string[] {
  const byStart = new Map<string, Array<readonly [form: string, mark: string]>>();
  const begins = new Set<number>();
  for (const mark of new Set(marks)) {
    for (const form of new Set(formsOf(mark))) {
      if (form.length < SHORTEST) continue;
      begins.add(form.charCodeAt(0));
      const start = form.slice(0, SHORTEST);
      byStart.set(start, [...(byStart.get(start) ?? []), [form, mark]]);
    }
  }
  const found = new Set<string>();
  for (let at = 0; at + SHORTEST <= text.length; at++) {
    if (!begins.has(text.charCodeAt(at))) continue;
    for (const [form, mark] of byStart.get(text.slice(at, at + SHORTEST)) ?? []) {
      if (text.startsWith(form, at)) found.add(`${mark.slice(0, 4)}…`);
    }
  }
  return [...found];
}

/** All that can be seen of an error: its message, stack and causes, hidden fields among them, and its line in the log. */
export const seenOf = (error: unknown): string =>
  `${inspect(error, { depth: 12, showHidden: true, maxStringLength: null })}\n${JSON.stringify(errorFacts(error))}`;
