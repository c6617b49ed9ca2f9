import type { JsonObject } from '../../json.ts';
import type { Labels, Reported } from '../../usage.ts';
import { partnerCenterDatasets } from './datasets.ts';

/** What tells the two lists apart. Written out field by field: names in variables take twice the time. */
export interface Shape {
  readonly unit: string;
  /** The name under which this row tells how many licences are in use. */
  readonly consumed: (row: JsonObject) => string;
  readonly entitled: string;
  readonly reported: (consumedName: string, consumed: number, entitled: number) => Reported;
  readonly labels: (row: JsonObject, text: (value: unknown) => string | null) => Labels;
  /** True when this row would make the same labels; it may say no where they are equal. */
  readonly alike: (labels: Labels, row: JsonObject) => boolean;
}

const SHAPES: Readonly<Record<keyof typeof partnerCenterDatasets, Shape>> = {
  usage: {
    unit: partnerCenterDatasets.usage.unit,
    // The vendor's table has the first name, its sample the second.
    consumed: (row) => ((row['licensesActive'] ?? null) === null ? 'licenseActive' : 'licensesActive'),
    entitled: 'licensesQualified',
    reported: (name, used, licensesQualified): Reported =>
      name === 'licenseActive'
        ? { licenseActive: used, licensesQualified }
        : { licensesActive: used, licensesQualified },
    labels: (row, text) => ({
      workloadCode: text(row['workloadCode']),
      workloadName: text(row['workloadName']),
      serviceCode: text(row['serviceCode']),
      serviceName: text(row['serviceName']),
      channel: text(row['channel']),
    }),
    alike: (labels, row) =>
      labels['workloadCode'] === (row['workloadCode'] ?? null) &&
      labels['serviceCode'] === (row['serviceCode'] ?? null) &&
      labels['channel'] === (row['channel'] ?? null) &&
      labels['workloadName'] === (row['workloadName'] ?? null) &&
      labels['serviceName'] === (row['serviceName'] ?? null),
  },
  deployment: {
    unit: partnerCenterDatasets.deployment.unit,
    consumed: () => 'licensesDeployed',
    entitled: 'licensesSold',
    reported: (_, licensesDeployed, licensesSold) => ({ licensesDeployed, licensesSold }),
    labels: (row, text) => ({
      serviceCode: text(row['serviceCode']),
      serviceName: text(row['serviceName']),
      channel: text(row['channel']),
    }),
    alike: (labels, row) =>
      labels['serviceCode'] === (row['serviceCode'] ?? null) &&
      labels['channel'] === (row['channel'] ?? null) &&
      labels['serviceName'] === (row['serviceName'] ?? null),
  },
};

export const shapeOf = (dataset: string): Shape => (dataset === 'deployment' ? SHAPES.deployment : SHAPES.usage);
