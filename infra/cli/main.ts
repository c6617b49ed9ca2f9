/** The command line around its commands: what is printed where, and how it ends. */
import { CommanderError, type Command as Words } from 'commander';
import { asSeatwatchError, SeatwatchError } from '../../lib/errors.ts';
import { type Command, CommandError, EXIT, type Exit, type Given, UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';
import { outputOn, type Streams } from './output.ts';
import { hintFor, joined, programOf } from './program.ts';

export type Surroundings = Streams & { readonly env: NodeJS.ProcessEnv };

/** `given` are those behind the program's name. */
export async function main(given: readonly string[], { stdout, stderr, env }: Surroundings): Promise<Exit> {
  const args = joined(given, COMMANDS);
  const asJson = args.includes('--json');
  const out = outputOn({ stdout, stderr }, asJson);
  const asked = COMMANDS.find(({ name }) => name === args[0])?.name ?? '';
  /** What was not understood, in the words of whoever did not. */
  let complaint = '';
  let exit: Exit = EXIT.done;

  async function run(command: Command, words: Words): Promise<void> {
    exit = await command.run({ operands: words.args, options: words.opts<Given['options']>(), env, out });
  }

  function endOf(thrown: unknown): Exit {
    if (thrown instanceof CommanderError) {
      if (thrown.exitCode === 0) return EXIT.done;
      const told = asJson && thrown.code === 'commander.help' ? 'there is no command' : complaint;
      say('USAGE', `${told.replace(/^error: /, '').trim()}\n${hintFor(asked)}`);
      return EXIT.notUnderstood;
    }
    if (thrown instanceof UsageError) {
      say('USAGE', `${asked}: ${thrown.message}\n${hintFor(asked)}`);
      return EXIT.notUnderstood;
    }
    const { code, message } = thrown instanceof CommandError ? thrown : asSeatwatchError(thrown);
    say(code, message);
    // Of what nobody foresaw there is no log here.
    if (!(thrown instanceof CommandError || thrown instanceof SeatwatchError)) stderr.write(stackOf(thrown));
    return EXIT.failed;
  }

  const say = (code: string, message: string): void =>
    void stderr.write(`${asJson ? JSON.stringify({ error: { code, message } }) : message}\n`);

  try {
    const write = { out: (text: string) => void stdout.write(text), err: (text: string) => void (complaint += text) };
    await programOf(COMMANDS, run, write).parseAsync(args, { from: 'user' });
    return exit;
  } catch (thrown) {
    out.screen.show([]);
    return endOf(thrown);
  }
}

const stackOf = (thrown: unknown): string => `${thrown instanceof Error ? thrown.stack : String(thrown)}\n`;
