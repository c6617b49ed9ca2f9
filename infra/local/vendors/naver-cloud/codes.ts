/** The code objects of the simulated billing API, and how its units are shown. */

export type CodeObject = Readonly<Record<'code' | 'codeName', string>>;

const code = (name: string, codeName: string): CodeObject => ({ code: name, codeName });

export const CODES = {
  server: code('VSVR', 'Server (VPC)'),
  stopped: code('VSVRT', 'Server (VPC), stopped'),
  baseStorage: code('VSVR_BBST', 'Base block storage'),
  storage: code('BST', 'Block storage'),
  software: code('SW', 'Software'),
  publicIp: code('PBLIP', 'Public IP'),
  natGateway: code('NATGW', 'NAT gateway'),
  natUpkeep: code('NATMN', 'NAT gateway, upkeep'),
  natTraffic: code('NATNW', 'NAT gateway, throughput'),
  network: code('NET', 'Network'),
  trafficOut: code('NETOT', 'Outbound traffic'),
  unheardOf: code('QPUX', 'Annealing time'),
  normal: code('NOML', 'Normal'),
  ended: code('NLEND', 'Normal end'),
  serviceEnded: code('END', 'Ended'),
  vpc: code('VPC', 'VPC'),
} as const satisfies Record<string, CodeObject>;

export interface Unit {
  readonly unit: CodeObject;
  readonly userUnit: CodeObject;
  /** How many of the base unit make one that is shown. */
  readonly divisor: bigint;
}

const seconds = code('USAGE_SEC', 'Seconds in use');
const bytes = code('USAGE_1BYTE', 'Bytes');

export const UNITS = {
  hours: { unit: seconds, userUnit: code('HOUR', 'Hours'), divisor: 3600n },
  days: { unit: seconds, userUnit: code('SEC_DAY', 'Days'), divisor: 86_400n },
  gigabytes: { unit: bytes, userUnit: code('GBYTE', 'Gigabytes'), divisor: 1n << 30n },
  times: { unit: code('USAGE_TIME', 'Hours in use, prorated'), userUnit: code('HOUR', 'Hours'), divisor: 1n },
} as const satisfies Record<string, Unit>;

/** What is shown for a whole number of base units: rounded up at six decimals. */
export function shownQuantity(quantity: number, { divisor }: Unit): number {
  const millionths = (BigInt(quantity) * 1_000_000n + divisor - 1n) / divisor;
  return Number(millionths) / 1_000_000;
}
