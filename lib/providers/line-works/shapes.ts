/** Where the two usage calls differ: the name of their list, the parts of a product and the seats held. */
import type { Customer, Window } from '../../provider.ts';
import { lineWorksDatasets } from './datasets.ts';

/** The datasets are named like the calls that bring them. */
type DatasetName = keyof typeof lineWorksDatasets;

export interface Shape {
  /** Name of the list in the reply. */
  readonly list: string;
  /** Fields that name the product together, from the group down. */
  readonly product: readonly string[];
  readonly counts: readonly string[];
  readonly labels: readonly string[];
  /** The count that says how many seats are held without an annual plan; null = none does. */
  readonly cap: string | null;
}

const SHAPES: Readonly<Record<DatasetName, Shape>> = {
  usages: {
    list: 'usages',
    product: ['productGroupId', 'productId'],
    counts: lineWorksDatasets.usages.reported,
    labels: lineWorksDatasets.usages.labels,
    cap: 'maxMemberCount',
  },
  'option-product-usages': {
    list: 'optionProductUsages',
    product: ['productGroupId', 'optionProductId', 'subOptionId'],
    counts: lineWorksDatasets['option-product-usages'].reported,
    labels: lineWorksDatasets['option-product-usages'].labels,
    cap: null,
  },
};

const isDataset = (dataset: string): dataset is DatasetName => Object.hasOwn(SHAPES, dataset);

/** What a window asks for: one dataset of one customer. */
export function asked(window: Window): { dataset: DatasetName; shape: Shape; customer: Customer } {
  const { dataset, customers } = window;
  const customer = customers?.[0];
  if (!isDataset(dataset) || !customer) throw new RangeError(`not a LINE WORKS window: ${dataset}`);
  return { dataset, shape: SHAPES[dataset], customer };
}
