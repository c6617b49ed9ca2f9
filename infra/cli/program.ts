/** The commands as one program: how they are found, what each can be told, and what is said when it was not understood. */
import { Command as Words, Option } from 'commander';
import type { Command } from './command.ts';

const NAME = 'npm run seatwatch --';

const ENDINGS = `
It ends with 0 when it is done, 1 when it could not be done, 2 when it was not
understood, and 3 when it was done and something is wrong: a run that failed or
left something, a finding of the doctor.
"npm --silent run seatwatch -- …" keeps npm from adding words of its own to what
programs read.`;

interface Write {
  /** Help that was asked for. */
  readonly out: (text: string) => void;
  /** Complaints, and help that was not. */
  readonly err: (text: string) => void;
}

type Run = (command: Command, words: Words) => Promise<void>;

export function programOf(commands: readonly Command[], run: Run, write: Write): Words {
  const program = prepared(new Words(NAME), write);
  program.description('Seatwatch: who uses more seats than it holds.').usage('<command> [options]');
  program.helpCommand('help [command]', 'how a command is used').addHelpText('after', ENDINGS);
  for (const command of commands) {
    const own = prepared(new Words(command.name), write);
    if (command.operands !== '') own.arguments(command.operands);
    // Wrapped where the terminal ends, not where the source does.
    const paragraphs = command.help.replace(/(?<!\n)\n(?!\n)/g, ' ');
    own.summary(command.summary).description(`${sentence(command.summary)}\n\n${paragraphs}`.trim());
    for (const option of command.options) own.addOption(option);
    own.addOption(new Option('--json', 'for programs: JSON instead of sentences and tables'));
    own.action(() => run(command, own));
    program.addCommand(own);
  }
  return program;
}

/** Nothing ends the process from within: who calls decides how it ends. */
function prepared(words: Words, write: Write): Words {
  return words
    .exitOverride()
    .helpOption('-h, --help', 'this text')
    .configureHelp({ subcommandTerm: (one) => `${one.name()} ${one.usage().replace('[options]', '').trim()}`.trim() })
    .configureOutput({ writeOut: write.out, writeErr: write.err });
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** The two words of a command as the one that the program knows it by, also behind `help`. */
export function joined(args: readonly string[], commands: readonly Command[]): string[] {
  const at = args[0] === 'help' ? 1 : 0;
  const two = args.slice(at, at + 2).join(' ');
  return commands.some(({ name }) => name === two) ? args.toSpliced(at, 2, two) : [...args];
}

/** How to go on after a complaint. */
export const hintFor = (command: string): string =>
  `"${NAME} help${command === '' ? '' : ` ${command}`}" shows how it is meant.`;
