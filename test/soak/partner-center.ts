import { partnerCenterVendor } from '../../infra/local/vendors/partner-center.ts';
import { addDays, dayIn, daysBetween } from '../../lib/calendar.ts';
import { deploymentRow, usageRow } from '../lib/providers/partner-center/rows.ts';
import { type Cast, reading } from './cast.ts';
import type { World } from './world.ts';

const SERVICES = ['o365', 'crm'] as const;
const serviceOf = (product: number): string => SERVICES[product] ?? 'o365';

/** Each service is processed once a week, some days behind. */
const processedOn = (day: string, product: number): string =>
  addDays(day, -2 - product - (daysBetween('2026-01-01', addDays(day, product)) % 7));

type Name = 'deployment' | 'usage';

const shape = (dataset: Name) => ({
  dataset,
  products: SERVICES.length,
  only: null,
  period: processedOn,
  // The last processing may be told anew as long as it is the last.
  open: (day: string) => SERVICES.map((_, product) => processedOn(day, product)),
});

/** The list shows the last processing of each service only. */
const told = (world: World, name: Name, now: Date) =>
  world.listed.flatMap(({ id }) =>
    SERVICES.flatMap((serviceCode, product) => {
      const period = processedOn(dayIn('UTC', now), product);
      const cell = world.cellsOf(name, id, product).get(period);
      return cell ? [{ id, serviceCode, product, period, ...cell }] : [];
    }),
  );

export const partnerCenterCast: Cast = {
  shapes: [shape('deployment'), shape('usage')],
  idOf: (number) => `${number}1111111-aaaa-4aaa-8aaa-111111111111`,
  depth: null,
  vendor: (world, now) => {
    const rowsOf = (name: Name) =>
      told(world, name, now()).map(({ id, serviceCode, product, period, held, used }) => {
        const common = { processedDateTime: `${period}T00:00:00`, customerTenantId: id, productId: `p${product}` };
        return name === 'usage'
          ? usageRow({ ...common, serviceCode, licensesActive: used, licensesQualified: held })
          : deploymentRow({ ...common, serviceCode, licensesDeployed: used, licensesSold: held });
      });
    const rows = {
      get usage() {
        return rowsOf('usage');
      },
      get deployment() {
        return rowsOf('deployment');
      },
    };
    return partnerCenterVendor({ now, rows });
  },
  shown: ({ url }, world, sight) => {
    const [, name] = /commercial\/(usage|deployment)\/license/.exec(url.pathname) ?? [];
    if (name !== 'usage' && name !== 'deployment') return null;
    const rows = told(world, name, sight.at).map(({ id, product, period, held, used }) =>
      reading({
        customerId: id,
        productId: `p${product}`,
        period,
        unit: name === 'usage' ? 'licence' : 'seat',
        labels: {
          serviceCode: serviceOf(product),
          channel: 'reseller',
          ...(name === 'usage' ? { workloadCode: 'EXO' } : {}),
        },
        entitled: held,
        consumed: used,
      }),
    );
    const today = dayIn('UTC', sight.at);
    return {
      what: 'window',
      ...sight,
      dataset: name,
      from: today,
      to: today,
      customers: null,
      askedAt: sight.at,
      rows,
    };
  },
};
