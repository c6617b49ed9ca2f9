/** `npm run bench`: measures, prints, keeps, and says which goals are missed. */
import { availableParallelism } from 'node:os';
import { build } from './built.ts';
import { startEndpoints } from './endpoints.ts';
import { installBaselines } from './install.ts';
import { keep } from './keep.ts';
import { HELP, isWhole, optionsOf } from './options.ts';
import { type Group, isMet, type Line } from './row.ts';
import { bundleSizes } from './rows/bundle-sizes.ts';
import { checkAndNormalise } from './rows/check-and-normalise.ts';
import { coldStarts } from './rows/cold-starts.ts';
import { costOfAYear } from './rows/cost-of-a-year.ts';
import { csv } from './rows/csv.ts';
import { customerYear } from './rows/customer-year.ts';
import { growth } from './rows/growth.ts';
import { memory } from './rows/memory.ts';
import { naverCloud } from './rows/naver-cloud.ts';
import { partnerCenter } from './rows/partner-center.ts';
import { readUnits } from './rows/read-units.ts';
import { schedule } from './rows/schedule.ts';
import { writeUnits } from './rows/write-units.ts';
import { type Results, textOf } from './table.ts';

const GROUPS: readonly Group[] = [
  partnerCenter,
  naverCloud,
  checkAndNormalise,
  writeUnits,
  readUnits,
  customerYear,
  csv,
  coldStarts,
  bundleSizes,
  memory,
  growth,
  costOfAYear,
  schedule,
];

const progress = (text: string): void => console.error(`${new Date().toISOString().slice(11, 19)}  ${text}`);

const isWanted = ({ name, words }: Group, only: readonly string[]): boolean =>
  only.length === 0 || only.some((wanted) => [name, ...words].some((word) => word.includes(wanted.toLowerCase())));

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  const groups = GROUPS.filter((group) => isWanted(group, options.only));
  if (groups.length === 0) throw new TypeError(`there are ${GROUPS.map(({ name }) => name).join(', ')}`);
  installBaselines(progress);
  progress('building what has changed');
  const built = await build();
  const endpoints = await startEndpoints();
  const lines: Line[] = [];
  try {
    for (const group of groups) {
      progress(`— ${group.name}`);
      lines.push(...(await group.run({ endpoints, built, rounds: options.rounds, long: options.long, progress })));
    }
  } finally {
    endpoints.close();
  }
  const results: Results = {
    on: new Date().toISOString().slice(0, 10),
    node: process.version,
    cores: availableParallelism(),
    rounds: options.rounds,
    lines,
  };
  console.log(textOf(results));
  if (isWhole(options)) keep(results);
  const missed = lines.filter((line) => !isMet(line));
  console.log(
    missed.length === 0
      ? 'Every goal is met.'
      : `Missed: ${missed.map(({ what, against }) => `${what} / ${against}`).join('; ')}`,
  );
  if (missed.length > 0) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof TypeError ? error.message : error);
  process.exitCode = 2;
}
