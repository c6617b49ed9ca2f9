/** What the simulated LINE WORKS knows: a reseller's customers and what they used on each day. */
import { addDays, dayIn, lastDay, periods } from '../../../../lib/calendar.ts';
import { type Company, companiesOf, draw, seatsOn } from '../story.ts';
import { type Contract, contractsOf, type Row } from './contracts.ts';

export interface World {
  /** As the list shows them. */
  customers(): readonly Row[];
  /** Null = no such customer. `month` is `YYYY-MM`. */
  usages(domainId: string, month: string): readonly Row[] | null;
  optionProductUsages(domainId: string, month: string): readonly Row[] | null;
}

// The vendor does not say in which zone it meters; Japan's is likely.
const ZONE = 'Asia/Tokyo';
const FIRST_DOMAIN = 10_000_001;
// Its last three days are told lower at first and put right on the fourth.
const CORRECTED = 9;
const CORRECTED_AFTER_DAYS = 3;

export function storyWorld(now: () => Date, correctLastWeek: boolean): World {
  const companies = new Map(
    companiesOf('line-works').map((company) => [String(FIRST_DOMAIN + company.number), company]),
  );

  function membersOn(company: Company, contract: Contract, day: string, today: string) {
    const seats = seatsOn(company, contract.product, day, today);
    if (!seats) return null;
    const used = contract.mayExceed ? seats.used : Math.min(seats.used, seats.held);
    const early = correctLastWeek && company.number === CORRECTED && day >= addDays(today, -CORRECTED_AFTER_DAYS);
    return { held: seats.held, used: early ? Math.max(0, used - 2) : used };
  }

  /** A day is metered once it is over; days before a customer came and after it left have no rows. */
  function rows(kind: 'plans' | 'options', domainId: string, month: string): readonly Row[] | null {
    const company = companies.get(domainId);
    if (!company) return null;
    const today = dayIn(ZONE, now());
    const yesterday = addDays(today, -1);
    const last = lastDay(month) < yesterday ? lastDay(month) : yesterday;
    const days = [...periods(`${month}-01`, last)];
    return contractsOf(company)[kind].flatMap((contract) =>
      days.flatMap((day) => {
        const members = membersOn(company, contract, day, today);
        return members ? [{ ...contract.row(members.held, day), usedDate: day, memberCount: members.used }] : [];
      }),
    );
  }

  return {
    customers: () => [...companies].map(([domainId, company]) => listed(Number(domainId), company)),
    usages: (domainId, month) => rows('plans', domainId, month),
    optionProductUsages: (domainId, month) => rows('options', domainId, month),
  };
}

/** With the personal fields of the real list: whoever reads it must leave them behind. */
function listed(domainId: number, { name, number }: Company): Row {
  const domain = `${name.toLowerCase().replaceAll(' ', '-')}.example`;
  return {
    tenantId: 20_000_001 + number,
    domainId,
    domain,
    productId: null,
    companyName: name,
    phoneNumber: `+81-3-0000-${1000 + draw(9000, name, 'phone')}`,
    timeZone: 'Asia/Tokyo',
    locale: 'ja_JP',
    enableActiveMxrecord: true,
    enableActiveDomain: true,
    domainType: 'DOMAIN',
    administrator: {
      lastName: 'Desk',
      firstName: 'Admin',
      id: `admin@${domain}`,
      privateEmail: `admin.private@${domain}`,
      cellphone: `000-0000-${1000 + draw(9000, name, 'cell')}`,
      countryCode: '+81',
    },
    partnership: { status: 'TRANSFER_READY' },
  };
}
