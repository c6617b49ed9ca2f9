/** A world behind a simulated vendor, some of whose requests meet a fault; every other answer is told as shown. */
import { type RunningVendor, serve, type SimulatedRequest } from '../../infra/local/vendors/simulator.ts';
import type { Shown } from '../model/shown.ts';
import type { Cast } from './cast.ts';
import { Faults } from './faults.ts';
import type { World } from './world.ts';

export type Running = Pick<RunningVendor, 'secret' | 'forget' | 'close'>;

interface Audience {
  readonly shown: (one: Shown) => void;
  readonly run: () => number;
}

export async function serveWorld(
  cast: Cast,
  world: World,
  faults: Faults,
  now: () => Date,
  audience: Audience,
): Promise<Running> {
  const vendor = cast.vendor(world, now);
  const spoilt = new WeakSet<SimulatedRequest>();
  const running = await serve({
    ...vendor,
    answer: async (request) => {
      const answer = await vendor.answer(request);
      if (answer.status !== 200 || spoilt.has(request)) return answer;
      const sight = { run: audience.run(), at: now(), scope: 'all', only: null };
      const one = cast.shown(request, world, sight);
      if (one) audience.shown(one);
      return answer;
    },
  });
  running.drawFaults((request) => {
    const fault = faults.vendor();
    if (!Faults.shows(fault)) spoilt.add(request);
    return fault;
  });
  return running;
}
