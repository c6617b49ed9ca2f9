/** Refusals as RFC 9457 describes them. */
import { HTTPException } from 'hono/http-exception';

const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type Status = keyof typeof TITLES;

export interface ProblemFacts {
  readonly detail: string;
  /** The parameter at fault. */
  readonly parameter?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function problemResponse(status: Status, { detail, parameter, headers = {} }: ProblemFacts): Response {
  const title = TITLES[status];
  const body = { type: 'about:blank', title, status, detail, ...(parameter === undefined ? {} : { parameter }) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
}

/** To be thrown: ends the request with this answer. */
export const problem = (status: Status, facts: ProblemFacts): HTTPException =>
  new HTTPException(status, { message: facts.detail, res: problemResponse(status, facts) });

export const badParameter = (parameter: string, detail: string): HTTPException => problem(400, { parameter, detail });
