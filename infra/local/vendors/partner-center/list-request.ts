/** What is wrong with a request for a list, as strictly as the vendor's page says. */
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.ts';
import { failed } from './answers.ts';

export const MOST = 10_000;

export function rangeOf(query: URLSearchParams): { top: number; skip: number; problem: string | null } {
  const names = [...query.keys()];
  const unknown = names.find((name) => name !== 'top' && name !== 'skip');
  const top = query.get('top') ?? String(MOST);
  const skip = query.get('skip') ?? '0';
  let problem: string | null = null;
  if (unknown !== undefined || new Set(names).size < names.length) problem = 'Invalid property';
  else if (!/^\d{1,5}$/.test(top) || Number(top) < 1 || Number(top) > MOST) problem = 'top is out of range';
  else if (!/^\d{1,9}$/.test(skip)) problem = 'skip is out of range';
  return { top: Number(top), skip: Number(skip), problem };
}

export function headerProblem({ headers }: SimulatedRequest): SimulatedAnswer | null {
  if (headers['accept'] !== 'application/json') return failed(406, '0', 'Not acceptable');
  const ids = [headers['ms-requestid'], headers['ms-correlationid']];
  return ids.every((id) => id === undefined || isGuid(id)) ? null : failed(400, '800002', 'A header is not a GUID');
}

const isGuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
