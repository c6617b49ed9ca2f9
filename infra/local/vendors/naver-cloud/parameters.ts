/** What a request for contract usage asks for, held against the documented names and limits. */
import { addMonths, isMonth, periods } from '../../../../lib/calendar.ts';
import type { Format } from './answer.ts';

export interface Asked {
  readonly months: readonly string[];
  readonly pageNo: number;
  readonly pageSize: number;
  readonly isPartner: boolean;
  readonly isOrganization: boolean;
  /** Null = all. */
  readonly members: readonly string[] | null;
  readonly format: Format;
}

const PATTERNS: Readonly<Record<string, RegExp>> = {
  startMonth: /^\d{6}$/,
  endMonth: /^\d{6}$/,
  pageNo: /^[1-9]\d*$/,
  pageSize: /^[1-9]\d*$/,
  isPartner: /^(true|false)$/,
  isOrganization: /^(true|false)$/,
  responseFormatType: /^(json|xml)$/,
};

/**
 * The real service is thought to ignore names it does not know. Here they are refused, and so are the documented
 * filters: a wrong or changed name must not pass for the whole list.
 * Answers the name of what is wrong as text.
 */
export function askedOf(query: URLSearchParams): Asked | string {
  const members = [...query.keys()].filter((name) => /^memberNoList\.\d+$/.test(name));
  for (const name of new Set(query.keys())) {
    if (query.getAll(name).length > 1) return name;
    const pattern = members.includes(name) ? /^\S+$/ : PATTERNS[name];
    if (!pattern?.test(query.get(name) ?? '')) return name;
  }
  if (members.some((name, index) => name !== `memberNoList.${index + 1}`)) return 'memberNoList';
  const [from, to] = [monthOf(query, 'startMonth'), monthOf(query, 'endMonth')];
  if (!isMonth(from)) return 'startMonth';
  if (!isMonth(to) || to < from || to >= addMonths(from, 3)) return 'endMonth';
  const pageSize = Number(query.get('pageSize') ?? 1000);
  if (pageSize > 1000) return 'pageSize';
  return {
    months: [...periods(from, to)],
    pageNo: Number(query.get('pageNo') ?? 1),
    pageSize,
    isPartner: query.get('isPartner') === 'true',
    isOrganization: query.get('isOrganization') === 'true',
    members: members.length === 0 ? null : members.map((name) => query.get(name) ?? ''),
    format: query.get('responseFormatType') === 'json' ? 'json' : 'xml',
  };
}

const monthOf = (query: URLSearchParams, name: string): string =>
  (query.get(name) ?? '').replace(/^(\d{4})(\d{2})$/, '$1-$2');
