/** Which plans and options each customer of the story has, by the company's number. */
import type { Company } from '../story.ts';

/** As the vendor sends it. */
export type Row = Readonly<Record<string, unknown>>;

export interface Contract {
  /** Its name in the story, which draws figures by it. */
  readonly product: string;
  /** Whether more members than seats held are possible. */
  readonly mayExceed: boolean;
  /** The fields of a day's row that do not count members. */
  row(held: number, day: string): Row;
}

interface Offer {
  readonly plan: string;
  readonly group?: string;
  readonly mayExceed?: boolean;
  /** A monthly contract's cap is the seats held; without it there is none. */
  readonly capped?: boolean;
  /** What stands for "no licences apply": documents show both. */
  readonly unlicensed?: 0 | null;
  /** Bought as often as this; such options hold no licences. */
  readonly quantity?: number;
  readonly usageCount?: (day: string) => number;
}

function licences(offer: Offer, held: number): number | null {
  const licensed = offer.plan.startsWith('ANNUAL_') && offer.quantity === undefined;
  return licensed ? held : (offer.unlicensed ?? null);
}

const mayExceed = (offer: Offer): boolean => offer.mayExceed ?? offer.plan === 'TRIAL';

const plan = (productId: string, offer: Offer): Contract => ({
  product: productId,
  mayExceed: mayExceed(offer),
  row: (held) => ({
    productGroupId: offer.group ?? 'WORKS',
    productId,
    plan: offer.plan,
    licenseCount: licences(offer, held),
    maxMemberCount: offer.capped ? held : null,
    status: 'ACTIVE',
  }),
});

const option = (optionProductId: string, subOptionId: string, offer: Offer): Contract => ({
  product: subOptionId,
  mayExceed: mayExceed(offer),
  row: (held, day) => ({
    productGroupId: offer.group ?? 'WORKS',
    optionProductId,
    subOptionId,
    plan: offer.plan,
    licenseCount: licences(offer, held),
    quantity: offer.quantity ?? null,
    usageCount: offer.usageCount?.(day) ?? null,
  }),
});

const annual: Offer = { plan: 'ANNUAL_LICENSE' };
const prepaid: Offer = { plan: 'ANNUAL_PREPAY_LICENSE' };
const monthly: Offer = { plan: 'MONTHLY' };
const trial: Offer = { plan: 'TRIAL' };

interface Contracts {
  readonly plans: readonly Contract[];
  readonly options: readonly Contract[];
}

const CONTRACTS: readonly Contracts[] = [
  { plans: [plan('ADV', annual)], options: [option('ACV3', 'ACV301', annual), option('DRV', 'DRV_PA', monthly)] },
  {
    plans: [plan('ADV', prepaid)],
    options: [
      option('ACV3', 'ACV301', { ...annual, mayExceed: true }),
      option('CST_M', 'CST_M01', { ...prepaid, quantity: 2 }),
    ],
  },
  { plans: [plan('STD', { ...monthly, capped: true })], options: [option('DRV', 'DRV_PS', monthly)] },
  { plans: [plan('STD', { ...annual, mayExceed: true })], options: [option('ACV2', 'ACV201', annual)] },
  // An option that no document names.
  { plans: [plan('ADV', monthly)], options: [option('LNS_X1', 'LNS_X1_01', monthly)] },
  { plans: [plan('ADV_T', { ...trial, unlicensed: 0 })], options: [option('ACV3', 'ACV300', trial)] },
  {
    plans: [plan('STD', annual), plan('NTA_TM', { ...monthly, group: 'NOTE_AI' })],
    options: [
      option('QTA_M1', 'QTA_M1_A', {
        ...monthly,
        group: 'NOTE_AI',
        quantity: 3,
        usageCount: (day) => 100 + Number(day.slice(8)) * 2,
      }),
    ],
  },
  { plans: [plan('STD', annual)], options: [] },
  { plans: [plan('ADV', prepaid)], options: [option('SSTG2', 'SSTG203', { ...prepaid, quantity: 1 })] },
  {
    plans: [plan('STD', annual), plan('ROG_STD', { ...monthly, group: 'ROGER' })],
    options: [option('DRV', 'DRV_PS', monthly)],
  },
  {
    plans: [plan('ADV', prepaid), plan('ROG_STD_T', { ...trial, group: 'ROGER' })],
    options: [option('BCT', 'BCT01', annual)],
  },
  { plans: [plan('STD', { ...annual, mayExceed: true })], options: [option('ACV2', 'ACV201', annual)] },
];

export const contractsOf = (company: Company): Contracts =>
  CONTRACTS[company.number % CONTRACTS.length] ?? { plans: [], options: [] };
