/** What a person does to a simulated vendor: `GET`, `POST`, `DELETE /_faults` and `GET /_requests`. */
import type { ProviderId } from '../../../../lib/usage.ts';
import type { SimulatedAnswer, SimulatedRequest } from '../simulator.ts';
import type { Fault, NamedFault } from './fault.ts';
import { faultsOf, shownTo } from './named.ts';

export interface Controlled {
  readonly id: ProviderId;
  readonly requests: readonly SimulatedRequest[];
  readonly active: () => readonly Fault[];
  readonly add: (fault: Fault) => void;
  readonly clear: () => void;
}

/** Null for a request that is meant for the vendor. */
export function controlled(request: SimulatedRequest, { id, requests, active, add, clear }: Controlled) {
  switch (`${request.method} ${request.url.pathname}`) {
    case 'GET /_requests':
      return json(
        200,
        requests.map(({ method, target }) => ({ method, target })),
      );
    case 'GET /_faults':
      return json(200, { active: active(), catalogue: shownTo(id) });
    case 'DELETE /_faults':
      clear();
      return NOTHING;
    case 'POST /_faults': {
      const asked = parsed(request.body);
      const faults = asked === null ? 'the body is no JSON object' : faultsOf(asked, id);
      if (typeof faults === 'string') return json(400, { error: faults });
      for (const fault of faults) add(fault);
      return NOTHING;
    }
    default:
      return null;
  }
}

const NOTHING: SimulatedAnswer = { status: 204, body: '' };

const json = (status: number, body: unknown): SimulatedAnswer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: `${JSON.stringify(body, null, 2)}\n`,
});

function parsed(text: string): Fault | NamedFault | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fault | NamedFault) : null;
  } catch {
    return null;
  }
}
