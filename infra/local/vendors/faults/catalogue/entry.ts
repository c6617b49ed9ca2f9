/** A fault by its name, for people and for the matrix. */
import type { ProviderId } from '../../../../../lib/usage.ts';
import type { Fault } from '../fault.ts';

export interface CatalogueEntry {
  readonly name: string;
  /** One sentence part for people. */
  readonly about: string;
  readonly at: Readonly<Record<ProviderId, readonly Fault[] | string>>;
}
