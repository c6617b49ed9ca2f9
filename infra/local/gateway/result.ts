/** What a function returned, as the HTTP answer that API Gateway makes of it, payload format 2.0. */
import type { Outcome } from '../lambda.ts';

export interface GatewayAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | string;
}

interface Result {
  readonly statusCode?: unknown;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** The gateway's own form of an error. */
export const refusal = (status: number, message: string): GatewayAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

export function fromOutcome({ payload, failed }: Outcome): GatewayAnswer {
  const result = JSON.parse(payload) as unknown;
  if (failed) {
    const isLate = (result as { errorType?: unknown }).errorType === 'Sandbox.Timedout';
    return isLate ? refusal(503, 'Service Unavailable') : refusal(500, 'Internal Server Error');
  }
  if (!isResult(result)) return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = result;
  return {
    status: Number(statusCode),
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
      ...(cookies.length === 0 ? {} : { 'set-cookie': [...cookies] }),
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

/** Anything else a function returns is itself the body. */
const isResult = (value: unknown): value is Result =>
  typeof value === 'object' && value !== null && 'statusCode' in value;
