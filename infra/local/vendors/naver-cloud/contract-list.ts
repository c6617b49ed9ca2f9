/** The members' contracts of some months as the vendor writes them, up to yesterday in Korea. */
import { addDays, dayIn, daysBetween, lastDay } from '../../../../lib/calendar.ts';
import { companiesOf, type Company } from '../story.ts';
import { CODES, shownQuantity } from './codes.ts';
import type { Line, Meter } from './line.ts';
import { type Contract, contractsOf } from './plan.ts';

/** A value of the vendor's JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json | undefined };

export const ZONE = 'Asia/Seoul';

const memberNoOf = (company: Company): string => String(2_510_400 + company.number * 137);

/** One month of a contract. */
interface Span {
  readonly month: string;
  readonly daysOfMonth: number;
  /** Those on which the contract runs. */
  readonly days: readonly string[];
}

/** Every contract of these members that ran in one of these months. */
export function contractList(months: readonly string[], now: Date): Json[] {
  const yesterday = addDays(dayIn(ZONE, now), -1);
  return companiesOf('naver-cloud').flatMap((company) =>
    contractsOf(company, months).flatMap((contract) => {
      const spans = months.map((month) => spanOf(contract, month)).filter(({ days }) => days.length > 0);
      return spans.length > 0 ? [written(contract, memberNoOf(company), spans, yesterday)] : [];
    }),
  );
}

function written(contract: Contract, memberNo: string, spans: readonly Span[], yesterday: string): Json {
  const ended = contract.end !== null && contract.end <= yesterday;
  const dates = {
    start: `${contract.start}T10:00:00+0900`,
    end: ended ? `${contract.end}T23:59:59+0900` : '2999-12-31T23:59:59+0900',
  };
  const metered = spans.map((span) => ({ ...span, days: span.days.filter((day) => day <= yesterday) }));
  return {
    memberNo,
    contractNo: String(contract.number),
    conjunctionContractNo: contract.conjunction === null ? '' : String(contract.conjunction),
    contractType: contract.type,
    contractStatus: ended ? CODES.ended : CODES.normal,
    contractStartDate: dates.start,
    contractEndDate: dates.end,
    instanceName: contract.name,
    regionCode: 'KR',
    platformType: contract.type === CODES.software ? {} : CODES.vpc,
    contractProductList: contract.lines.map((line) => ({
      contractProductSequence: line.sequence,
      beforeContractProductSequence: '',
      productCode: line.productCode,
      priceNo: String(100_000 + line.productCode.length),
      promiseNo: '',
      instanceNo: String(contract.number - 60_000_000),
      productItemKind: line.kind,
      productRatingType: line.rating,
      serviceStatus: ended ? CODES.serviceEnded : CODES.normal,
      serviceStartDate: dates.start,
      serviceEndDate: dates.end,
      productSize: line.size,
      productCount: 0,
      usageList: usagesOf(line, metered),
    })),
  };
}

function usagesOf(line: Line, spans: readonly Span[]): Json[] {
  const usages = spans.flatMap(({ month, days, daysOfMonth }) =>
    line.meters.flatMap((meter) => {
      const quantity = meter.quantity(days, daysOfMonth);
      return quantity === 0 ? [] : [usage(meter, { type: meter.type, month: month.replace('-', '') }, quantity)];
    }),
  );
  const [first] = line.meters;
  // Nothing metered yet: a line stands in for it, with neither meter nor month.
  return usages.length > 0 || !first ? usages : [usage(first, { type: {}, month: '' }, 0)];
}

const usage = ({ unit }: Meter, { type, month }: { type: Json; month: string }, quantity: number): Json => ({
  meteringType: type,
  useMonth: month,
  usageQuantity: quantity,
  unit: unit.unit,
  userUsageQuantity: shownQuantity(quantity, unit),
  userUnit: unit.userUnit,
});

function spanOf({ start, end }: Contract, month: string): Span {
  const first = start > `${month}-01` ? start : `${month}-01`;
  const last = end !== null && end < lastDay(month) ? end : lastDay(month);
  const count = Math.max(0, daysBetween(first, last) + 1);
  return {
    month,
    daysOfMonth: daysBetween(`${month}-01`, lastDay(month)) + 1,
    days: Array.from({ length: count }, (_, index) => addDays(first, index)),
  };
}
