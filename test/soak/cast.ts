/** A vendor that tells a world, and what an undisturbed answer of it has shown, in the words of the usage record. */
import type { SimulatedRequest, SimulatedVendor } from '../../infra/local/vendors/simulator.ts';
import type { Reading } from '../../lib/provider.ts';
import type { Shown } from '../model/shown.ts';
import type { Shape, World } from './world.ts';

/** What does not depend on the answer. */
type Sight = Pick<Extract<Shown, { what: 'list' }>, 'run' | 'at' | 'scope' | 'only'>;

export interface Cast {
  readonly shapes: readonly Shape[];
  readonly idOf: (number: number) => string;
  readonly depth: number | null;
  readonly vendor: (world: World, now: () => Date) => SimulatedVendor;
  /** Null for a request that shows nothing by itself, as a sign-in. */
  readonly shown: (request: SimulatedRequest, world: World, sight: Sight) => Shown | null;
}

type Given = Pick<Reading, 'customerId' | 'productId' | 'period' | 'labels'> & Partial<Reading>;

export const reading = (given: Given): Reading => ({
  customerName: null,
  productName: null,
  unit: 'seat',
  entitled: null,
  consumed: null,
  exceeded: null,
  reported: {},
  ...given,
});
