/** Asks a server on this machine over HTTP, with any Host and Origin that the test likes. */
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Question {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `target` = path and query. Rejects with the system's error when nobody listens. */
export function ask(
  port: number,
  target: string,
  { method = 'GET', headers = {}, body }: Question = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path: target, method, agent: false, headers }, (response) => {
      text(response).then(
        (received) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: received }),
        reject,
      );
    });
    sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** The JSON of an answer that must be good. */
export async function readJson<T>(port: number, target: string): Promise<T> {
  const { status, text: received } = await ask(port, target);
  if (status !== 200) throw new Error(`${target}: ${status} ${received.slice(0, 300)}`);
  return JSON.parse(received) as T;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** All items of all pages. */
export async function readAll<T>(port: number, target: string): Promise<T[]> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const more: string = next === null ? '' : `${target.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(next)}`;
    const page: Page<T> = await readJson(port, `${target}${more}`);
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

/** A whole CSV or NDJSON export: every part, following its links. */
export async function readExport(port: number, target: string): Promise<string> {
  let whole = '';
  for (let at: string | undefined = target; at !== undefined; ) {
    const answer: Answer = await ask(port, at);
    if (answer.status !== 200) throw new Error(`${at}: ${answer.status} ${answer.text.slice(0, 300)}`);
    whole += answer.text;
    at = /<([^>]+)>; rel="next"/.exec(String(answer.headers['link'] ?? ''))?.[1];
  }
  return whole;
}
