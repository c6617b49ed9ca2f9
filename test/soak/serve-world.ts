/** A world behind a simulated vendor, some of whose requests meet a fault; every other answer is told as shown. */
import { type RunningVendor, serve } from '../../infra/local/vendors/simulator.ts';
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
  // By target: nothing is asked for twice at once.
  const spoilt = new Map<string, boolean>();
  const running = await serve({
    ...vendor,
    answer: async (request) => {
      const answer = await vendor.answer(request);
      if (answer.status !== 200 || spoilt.get(request.target)) return answer;
      const sight = { run: audience.run(), at: now(), scope: 'all', only: null };
      const one = cast.shown(request, world, sight);
      if (one) audience.shown(one);
      return answer;
    },
  });
  running.drawFaults(({ target }) => {
    const fault = faults.vendor();
    spoilt.set(target, !Faults.shows(fault));
    return fault;
  });
  return running;
}
