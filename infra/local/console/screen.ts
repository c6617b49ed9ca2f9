/** The terminal: lines that stay, and below them a few that are drawn again while something is under way. */

export interface Screen {
  /** Writes lines that stay. */
  say(text: string): void;
  /** Replaces the moving lines; without a terminal nothing moves, so nothing is shown. */
  show(lines: readonly string[]): void;
}

interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export function screenOn(output: Output): Screen {
  let shown: readonly string[] = [];
  const clear = (): string => (shown.length === 0 ? '' : `\u001B[${shown.length}A\u001B[J`);
  const draw = (lines: readonly string[]): string => {
    shown = lines.map((line) => line.slice(0, (output.columns || 80) - 1));
    return shown.map((line) => `${line}\n`).join('');
  };
  return {
    say: (text) => {
      const before = clear();
      output.write(`${before}${text}\n${draw(shown)}`);
    },
    show: (lines) => {
      if (!output.isTTY) return;
      const before = clear();
      output.write(before + draw(lines));
    },
  };
}
