import type { SimulatedAnswer } from '../simulator.ts';

/** The normal form of an error. */
export const failed = (status: number, code: string, description: string): SimulatedAnswer =>
  json(status, { code, description, data: [], source: 'PartnerAPI' });

/** Every body begins with a byte order mark, errors too. */
export const json = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: `\uFEFF${JSON.stringify(body)}`,
});
