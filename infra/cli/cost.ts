/** `cost`: what a month on AWS costs. */
import { billOf, costTable } from '../cost.ts';
import { type Command, EXIT, type Exit, type Given, UsageError } from './command.ts';

const SIZES = [0, 100, 1000, 10_000];

export const cost: Command = {
  name: 'cost',
  operands: '[customers]',
  summary: 'shows what a month on AWS costs',
  help: `Without a number of customers it shows the table of README.md, which also says what is not in it.`,
  options: [],
  run,
};

async function run({ operands, out }: Given): Promise<Exit> {
  const [given] = operands;
  if (given !== undefined && !/^\d{1,9}$/.test(given)) throw new UsageError(`${given} is no number of customers`);
  const sizes = given === undefined ? SIZES : [Number(given)];
  out.tell(costTable(sizes), { bills: sizes.map(billOf) });
  return EXIT.done;
}
