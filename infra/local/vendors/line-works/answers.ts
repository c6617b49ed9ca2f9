import type { SimulatedAnswer } from '../simulator.ts';

export type ErrorCode =
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'ACCESS_DENIED'
  | 'NOT_FOUND'
  | 'MISSING_PARAMETER'
  | 'INVALID_PARAMETER'
  | 'OUT_OF_RANGE'
  | 'TOO_MANY_REQUESTS';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  ACCESS_DENIED: 403,
  NOT_FOUND: 404,
  MISSING_PARAMETER: 400,
  INVALID_PARAMETER: 400,
  OUT_OF_RANGE: 400,
  TOO_MANY_REQUESTS: 429,
};

/** The API host's form of an error; the auth host has others. */
export function refusal(code: ErrorCode, description: string): SimulatedAnswer {
  return json({ code, description }, STATUS[code]);
}

export function json(body: unknown, status = 200): SimulatedAnswer {
  return { status, headers: { 'content-type': 'application/json;charset=UTF-8' }, body: JSON.stringify(body) };
}
