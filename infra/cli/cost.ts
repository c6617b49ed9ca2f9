/** `cost`: what a month on AWS costs. */
import { billOf, costTable } from '../cost.ts';
import { type Command, type Given, type Outcome, UsageError } from './command.ts';

const SIZES = [0, 100, 1000, 10_000];

export const cost: Command = {
  name: 'cost',
  operands: '[customers]',
  summary: 'shows what a month on AWS costs',
  help: `Without a number of customers it shows the table of README.md, which also says what is not in it.
`,
  options: {},
  run,
};

async function run({ operands }: Given): Promise<Outcome> {
  const [given, ...more] = operands;
  if (more.length > 0) throw new UsageError('it takes one number of customers');
  if (given !== undefined && !/^\d{1,9}$/.test(given)) throw new UsageError(`${given} is no number of customers`);
  const sizes = given === undefined ? SIZES : [Number(given)];
  return { text: costTable(sizes), json: { bills: sizes.map(billOf) } };
}
