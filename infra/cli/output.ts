/** Where a command says what it found: the result on stdout, everything else on stderr. */
import { styleText } from 'node:util';
import { type Screen, screenOn } from '../local/console/screen.ts';

export type Tone = 'red' | 'yellow' | 'green' | 'bold' | 'dim';

export interface Output {
  /** The result is for a program: JSON on stdout and nothing beside it. */
  readonly asJson: boolean;
  /** Columns of the terminal; Infinity where lines may be of any length. */
  readonly width: number;
  /** One line, or several, of the result. */
  line(text: string): void;
  /** The whole result: sentences for people, one object for programs. */
  tell(text: string, json: object): void;
  /** Beside the result, for people only. */
  note(text: string): void;
  /** What somebody has to do now, beside the result and whoever reads that. */
  urge(text: string): void;
  /** Colour, on a terminal whose user has not declined it (https://no-color.org). */
  paint(tone: Tone, text: string): string;
  /** Lines that stay and lines that move, beside the result. */
  readonly screen: Screen;
  /** Whether somebody sees lines move. */
  readonly isWatched: boolean;
}

interface Stream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Streams {
  readonly stdout: Stream & { on(event: 'error', heard: (error: NodeJS.ErrnoException) => void): unknown };
  readonly stderr: Stream;
}

export function outputOn({ stdout, stderr }: Streams, asJson: boolean): Output {
  // Whoever reads only the head of a list has what they want.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  const screen = screenOn(stderr);
  const line = (text: string): void => void stdout.write(`${text}\n`);
  return {
    asJson,
    width: stdout.isTTY ? stdout.columns || 80 : Number.POSITIVE_INFINITY,
    line,
    tell: (text, json) => line(asJson ? JSON.stringify(json) : text),
    note: (text) => {
      if (!asJson) screen.say(text);
    },
    urge: (text) => screen.say(text),
    paint: (tone, text) => styleText(tone, text, { stream: stdout as NodeJS.WriteStream }),
    screen: asJson ? { say: () => undefined, show: () => undefined } : screen,
    isWatched: !asJson && Boolean(stderr.isTTY),
  };
}
