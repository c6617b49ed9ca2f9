/**
 * What each member has contracted, apart from any month. Every date is absolute, so that a closed month stays as it
 * is while days go by.
 */
import { addMonths } from '../../../../lib/calendar.ts';
import { type Company, draw } from '../story.ts';
import { CODES, type CodeObject, UNITS } from './codes.ts';
import { GIB, type Line, line, type Meter, perDay, RUNNING, server, storage } from './line.ts';

export interface Contract {
  readonly number: number;
  /** The contract it belongs to. */
  readonly conjunction: number | null;
  readonly type: CodeObject;
  readonly name: string;
  /** First and last day; null = open end. */
  readonly start: string;
  readonly end: string | null;
  readonly lines: readonly Line[];
}

const SIZES = ['SIMSVRC02M08', 'SIMSVRC04M16', 'SIMSVRC08M32'] as const;
const ROLES = ['web', 'api', 'db', 'img & cdn', 'render'] as const;

/** A server with its disks, and what is contracted next to it. */
function machine(company: Company, index: number, start: string): Contract[] {
  const number = 90_000_000 + company.number * 10_000 + index * 10;
  const role = ROLES[index % ROLES.length] ?? 'web';
  const running = company.plot === 'trial' ? RUNNING.hardly : index % 4 === 3 ? RUNNING.office : RUNNING.always;
  const size = SIZES[draw(SIZES.length, company.name, 'size', index)] ?? SIZES[0];
  const own = { start, end: null };
  const found: Contract[] = [
    {
      ...own,
      number,
      conjunction: null,
      type: CODES.server,
      name: `${role}-${String(index + 1).padStart(2, '0')}`,
      lines: [
        server('2', size, running),
        storage('1', 'SIMBSTBASE50', CODES.baseStorage, 50),
        ...(index % 3 === 0 ? [storage('4', 'SIMBSTSSD', CODES.storage, 100 + 50 * draw(8, company.name, index))] : []),
      ],
    },
  ];
  if (role === 'db') {
    const licence = perDay(CODES.software, UNITS.days, running);
    const lines = [line('1', 'SIMSWMYSQL80', CODES.software, CODES.software, licence)];
    found.push({ ...own, number: number + 1, conjunction: number, type: CODES.software, name: 'mysql(8.0)', lines });
  }
  if (role === 'web') {
    const lines = [
      line(
        '1',
        'SIMPBLIP',
        CODES.publicIp,
        CODES.publicIp,
        perDay(CODES.publicIp, UNITS.times, () => 24),
      ),
    ];
    const name = `203.0.113.${company.number * 20 + (index % 20)}`;
    found.push({ ...own, number: number + 2, conjunction: number, type: CODES.publicIp, name, lines });
  }
  return found;
}

/** A server of this month only, from the 5th to the 20th: its contract ends. */
function batch(company: Company, month: string): Contract {
  const monthNumber = Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return {
    number: 80_000_000 + company.number * 100_000 + monthNumber,
    conjunction: null,
    type: CODES.server,
    name: `batch-${month.replace('-', '')}`,
    start: `${month}-05`,
    end: `${month}-20`,
    lines: [server('1', SIZES[2], RUNNING.always)],
  };
}

function shared(company: Company): Contract[] {
  const base = 95_000_000 + company.number * 100;
  const traffic = (type: CodeObject, gigabytes: number): Meter =>
    perDay(
      type,
      UNITS.gigabytes,
      (day) => draw(gigabytes, company.name, type.code, day) * GIB + draw(GIB, day, type.code),
    );
  const own = { conjunction: null, start: '2024-12-01', end: null };
  const upkeep = perDay(CODES.natUpkeep, UNITS.hours, () => 86_400);
  const gateway = [
    line('1', 'SIMNATGW', CODES.natGateway, CODES.natUpkeep, upkeep),
    line('2', 'SIMNATGW', CODES.natGateway, CODES.natTraffic, traffic(CODES.natTraffic, company.size)),
  ];
  const network = [
    line('1', 'SIMNETOUT', CODES.network, CODES.trafficOut, traffic(CODES.trafficOut, company.size * 2)),
  ];
  const found: Contract[] = [{ ...own, number: base, type: CODES.network, name: '', lines: network }];
  if (company.plot !== 'trial') {
    found.push({ ...own, number: base + 1, type: CODES.natGateway, name: 'nat-gw', lines: gateway });
  }
  if (company.plot === 'over') {
    // A product that no catalogue knows.
    const annealing = perDay(CODES.unheardOf, UNITS.hours, (day) => draw(5000, company.name, day));
    const lines = [line('7', 'SIMQPUX9', CODES.unheardOf, CODES.unheardOf, annealing)];
    found.push({ ...own, number: base + 2, type: CODES.unheardOf, name: 'annealer', lines });
  }
  return found;
}

/** Everything a member has or had contracted in these months. */
export function contractsOf(company: Company, months: readonly string[]): Contract[] {
  const count = company.plot === 'trial' ? 1 : 3 + Math.floor(company.size / 12);
  const machines = Array.from({ length: count }, (_, index) => machine(company, index, '2024-12-01'));
  if (company.plot === 'growing') {
    for (let more = 0; more < 48; more++) {
      machines.push(machine(company, count + more, `${addMonths('2026-01', more)}-10`));
    }
  }
  const batches = company.plot === 'was-over' ? months.map((month) => batch(company, month)) : [];
  return [...machines.flat(), ...batches, ...shared(company)];
}
