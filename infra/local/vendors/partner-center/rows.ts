/** What the analytics lists hold on a day: the story's companies by product and, for usage, by workload. */
import { addDays, daysBetween } from '../../../../lib/calendar.ts';
import { type Company, companiesOf, draw, guid, seatsOn } from '../story.ts';

export type Row = Readonly<Record<string, unknown>>;

interface Service {
  readonly serviceCode: string;
  readonly serviceName: string;
  /** Days that the newest processing lies behind at least; it happens once a week. */
  readonly behind: number;
}

interface Product {
  readonly id: string;
  readonly name: string;
  readonly service: Service;
  readonly workloads: ReadonlyArray<readonly [code: string, name: string]>;
  readonly heldBy: (company: Company) => boolean;
}

const OFFICE: Service = { serviceCode: 'o365', serviceName: 'Microsoft Office 365', behind: 3 };
const DYNAMICS: Service = { serviceCode: 'crm', serviceName: 'Microsoft Dynamics 365', behind: 5 };
const SUITE = [
  ['EXO', 'Exchange'],
  ['SPO', 'SharePoint'],
  ['TEAMS', 'Microsoft Teams'],
] as const;

const sku = (name: string): string => guid('partner-center', 'sku', name).toUpperCase();

/** The first that a company holds is its main one. */
const PRODUCTS: readonly Product[] = [
  {
    // The one SKU id that the vendor's own sample shows.
    id: '6FD2C87F-B296-42F0-B197-1E91E994B900',
    name: 'OFFICE 365 ENTERPRISE E3',
    service: OFFICE,
    workloads: SUITE,
    heldBy: ({ number }) => number % 2 === 1,
  },
  {
    id: sku('MICROSOFT 365 BUSINESS PREMIUM'),
    name: 'MICROSOFT 365 BUSINESS PREMIUM',
    service: OFFICE,
    workloads: SUITE,
    heldBy: ({ number }) => number % 2 === 0,
  },
  {
    id: sku('EXCHANGE ONLINE (PLAN 1)'),
    name: 'EXCHANGE ONLINE (PLAN 1)',
    service: OFFICE,
    workloads: [['EXO', 'Exchange']],
    heldBy: ({ number }) => number % 3 === 0,
  },
  {
    id: sku('DYNAMICS 365 SALES ENTERPRISE EDITION'),
    name: 'DYNAMICS 365 SALES ENTERPRISE EDITION',
    service: DYNAMICS,
    workloads: [['CRM', 'Dynamics 365 Sales']],
    heldBy: ({ number }) => number % 4 === 1,
  },
  {
    id: sku('MICROSOFT 365 COPILOT'),
    name: 'MICROSOFT 365 COPILOT',
    service: OFFICE,
    workloads: [['TEAMS', 'Microsoft Teams']],
    heldBy: ({ number }) => number === 6,
  },
];

/** The rows of both lists as shown on `today` (UTC). */
export function storyRows(today: string): { usage: Row[]; deployment: Row[] } {
  const holdings = companiesOf('partner-center').flatMap((company) => holdingsOf(company, today));
  return {
    usage: holdings.flatMap(({ common, product, held, used }) =>
      product.workloads.map(([workloadCode, workloadName], index) => ({
        ...common,
        workloadCode,
        workloadName,
        // Table and sample of the vendor's page disagree about the name.
        [index % 2 === 0 ? 'licensesActive' : 'licenseActive']: Math.ceil(used * (1 - index * 0.12)),
        licensesQualified: held,
      })),
    ),
    deployment: holdings.map(({ common, held, used }) => ({ ...common, licensesDeployed: used, licensesSold: held })),
  };
}

interface Holding {
  readonly common: Row;
  readonly product: Product;
  readonly held: number;
  readonly used: number;
}

function holdingsOf(company: Company, today: string): Holding[] {
  return PRODUCTS.filter((product) => product.heldBy(company)).flatMap((product, index) => {
    const day = processedOn(product.service, today);
    const seats = seatsOn(company, product.name, day, today);
    if (!seats) return [];
    const common = {
      processedDateTime: `${day}T00:00:00`,
      serviceCode: product.service.serviceCode,
      serviceName: product.service.serviceName,
      channel: 'reseller',
      customerTenantId: guid('partner-center', 'customer', company.number).toUpperCase(),
      customerName: company.name.toUpperCase(),
      productId: product.id,
      productName: product.name,
    };
    return [{ common, product, ...(index === 0 ? main(company, seats) : beside(company, product, seats)) }];
  });
}

type Seats = { held: number; used: number };

/** A trial here is 25 licences that cost nothing. */
const main = (company: Company, { held, used }: Seats): Seats => ({
  held: company.plot === 'trial' ? 25 : held,
  used,
});

/** Only the main product is ever over. */
function beside(company: Company, product: Product, { held }: Seats): Seats {
  const some = 1 + Math.floor(held / 3);
  return { held: some, used: some - draw(some, company.name, product.name, 'spare') };
}

/** The newest weekly processing that is at least as far behind as the service always is. */
function processedOn(service: Service, today: string): string {
  const newest = addDays(today, -service.behind);
  const since = daysBetween('2024-01-01', newest) + draw(7, service.serviceCode);
  return addDays(newest, -(((since % 7) + 7) % 7));
}
