/** `npm run seatwatch -- <command>`: exit code 0 = done, 1 = could not be done, 2 = not understood. */
import { parseArgs } from 'node:util';
import { asSeatwatchError, SeatwatchError } from '../../lib/errors.ts';
import { type Command, UsageError } from './command.ts';
import { cost } from './cost.ts';
import { secretsPut } from './secrets-put.ts';

const COMMANDS: readonly Command[] = [secretsPut, cost];

const EVERYWHERE = `  --json             print one JSON object instead of sentences
  --help             this text`;

const signature = ({ name, operands }: Command): string => `${name} ${operands}`;

const overview = (): string => {
  const width = Math.max(...COMMANDS.map((command) => signature(command).length));
  const lines = COMMANDS.map((command) => `  ${signature(command).padEnd(width)}   ${command.summary}`);
  return `npm run seatwatch -- <command> [options]\n\n${lines.join('\n')}\n\n${EVERYWHERE}`;
};

const helpOf = (command: Command): string =>
  `npm run seatwatch -- ${signature(command)} [options]\n\n${command.help}\n${EVERYWHERE}`;

/** What is to be printed. */
async function answer(args: readonly string[], asJson: boolean): Promise<string> {
  const command = COMMANDS.find(({ name }) => name.split(' ').every((word, at) => args[at] === word));
  if (!command) {
    if (args.includes('--help') || args.includes('-h')) return overview();
    const word = args.find((arg) => !arg.startsWith('-'));
    throw new UsageError(`${word === undefined ? 'there is no command' : `${word}: no such command`}\n\n${overview()}`);
  }
  const { values, positionals } = understood(command, args.slice(command.name.split(' ').length));
  if (values['help']) return helpOf(command);
  try {
    const { text, json } = await command.run({ operands: positionals, options: values, env: process.env });
    return asJson ? JSON.stringify(json) : text;
  } catch (error) {
    throw error instanceof UsageError ? usage(command, error.message) : error;
  }
}

function understood(command: Command, args: readonly string[]) {
  const shared = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { ...command.options, ...shared } });
  } catch (error) {
    throw usage(command, (error as Error).message);
  }
}

const usage = (command: Command, message: string): UsageError =>
  new UsageError(`${command.name}: ${message}\n\n${helpOf(command)}`);

const args = process.argv.slice(2);
const asJson = args.includes('--json');
try {
  console.log(await answer(args, asJson));
} catch (thrown) {
  const isUsage = thrown instanceof UsageError;
  process.exitCode = isUsage ? 2 : 1;
  const { code, message } = isUsage ? { code: 'USAGE', message: thrown.message } : asSeatwatchError(thrown);
  console.error(asJson ? JSON.stringify({ error: { code, message } }) : message);
  // Of what nobody foresaw there is no log here.
  if (!isUsage && !(thrown instanceof SeatwatchError)) console.error(thrown);
}
