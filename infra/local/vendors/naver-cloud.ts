/**
 * NAVER Cloud's billing API, simulated: the contracts of a partner's members over the current and the two months
 * before, in JSON and XML.
 */
import { addMonths, dayIn, monthOf } from '../../../lib/calendar.ts';
import { gatewayError, serviceError, written } from './naver-cloud/answer.ts';
import { contractList, type Json, ZONE } from './naver-cloud/contract-list.ts';
import { KEYS, type Keys, refusalOf } from './naver-cloud/gateway.ts';
import { type Asked, askedOf } from './naver-cloud/parameters.ts';
import type { SimulatedAnswer, SimulatedRequest, SimulatedVendor } from './simulator.ts';

export interface NaverCloudOptions {
  readonly now: () => Date;
  /** Stands in for the story: every contract of these months (`2026-11`), in the vendor's JSON. */
  readonly contracts?: (months: readonly string[]) => readonly Json[];
  /** Contracts a page holds at most, whatever is asked for. */
  readonly pageCap?: number;
  /** Other keys than the usual ones. */
  readonly keys?: Keys;
  /** What the account of the key may ask for. */
  readonly role?: 'account' | 'partner' | 'organization';
}

const PATH = '/billing/v1/cost/getContractUsageList';
/** Months kept, the current one among them. */
const HISTORY = 3;

export function naverCloudVendor(options: NaverCloudOptions): SimulatedVendor {
  const { now, role = 'partner', pageCap = 1000, keys = KEYS } = options;
  let aheadMs = 0;
  const clock = (): Date => new Date(now().getTime() + aheadMs);

  const service = ({ url }: SimulatedRequest): SimulatedAnswer => {
    const asked = askedOf(url.searchParams);
    if (typeof asked === 'string') return gatewayError(400, '100', `Bad Request: ${asked}`);
    const refused = refusal(asked, role, now());
    if (refused) return serviceError(asked.format, '1300', refused);
    const all = options.contracts?.(asked.months) ?? ownOrMembers(contractList(asked.months, now()), asked);
    const { members } = asked;
    const matching = members ? all.filter((contract) => members.some((member) => member === memberOf(contract))) : all;
    const size = Math.min(asked.pageSize, pageCap);
    const page = matching.slice((asked.pageNo - 1) * size, asked.pageNo * size);
    return written(asked.format, 200, 'getContractUsageListResponse', {
      requestId: `00000000-0000-4000-8000-${String(asked.pageNo).padStart(12, '0')}`,
      contractList: page,
      returnCode: '0',
      returnMessage: 'success',
      totalRows: matching.length,
    });
  };

  const answer = (request: SimulatedRequest): SimulatedAnswer => {
    if (request.url.pathname !== PATH || request.method !== 'GET') return gatewayError(404, '300', 'Not Found');
    return refusalOf(request, clock(), keys) ?? service(request);
  };

  return {
    id: 'naver-cloud',
    secret: (origin) => ({
      ...keys,
      scope: role,
      baseUrl: `${origin}/billing/v1`,
    }),
    answer: (request) => dated(answer(request), clock()),
    throttled: () => dated(gatewayError(429, '420', 'Rate Limited'), clock()),
    setClock: (seconds) => {
      aheadMs = seconds * 1000;
    },
  };
}

function refusal({ months, isPartner, isOrganization, members }: Asked, role: string, now: Date): string | null {
  if (isPartner && isOrganization) return 'isPartner and isOrganization exclude each other';
  if (isPartner && role !== 'partner') return 'not the representative account of a partner';
  if (isOrganization && role !== 'organization') return 'not the master account of an organization';
  if (members && !isPartner && !isOrganization) return 'memberNoList needs isPartner or isOrganization';
  const oldest = addMonths(monthOf(dayIn(ZONE, now)), 1 - HISTORY);
  return months.some((month) => month < oldest) ? 'startMonth is too long ago' : null;
}

/** Without a scope flag an account sees its own contracts: here those of the first member. */
function ownOrMembers(contracts: readonly Json[], { isPartner, isOrganization }: Asked): readonly Json[] {
  const [first] = contracts;
  if (isPartner || isOrganization || first === undefined) return contracts;
  return contracts.filter((contract) => memberOf(contract) === memberOf(first));
}

/** Members are matched by number; a contract of a test may name its member otherwise or not at all. */
const memberOf = (contract: Json): unknown => (contract as { memberNo?: Json } | null)?.memberNo;

const dated = (answer: SimulatedAnswer, now: Date): SimulatedAnswer => ({
  ...answer,
  headers: { ...answer.headers, date: now.toUTCString() },
});
