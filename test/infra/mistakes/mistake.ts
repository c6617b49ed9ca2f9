import type { Template } from '../template.ts';

/** Something that no validator finds and that fails, or lets people in, only once it is deployed. */
export interface Mistake {
  readonly name: string;
  /** What is wrong in this template, one line each. */
  readonly find: (template: Template) => string[];
  /** Makes the mistake in a template without it, one way each. */
  readonly make: Readonly<Record<string, (template: Template) => void>>;
}
