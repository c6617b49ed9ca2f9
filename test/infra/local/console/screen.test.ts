import { expect, test } from 'vitest';
import { screenOn } from '../../../../infra/local/console/screen.ts';

function output(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 20, write: (text: string) => written.push(text), written };
}

test('on a terminal, moving lines are drawn again below the lines that stay', () => {
  const out = output(true);
  const screen = screenOn(out);
  screen.show(['one', 'two']);
  screen.say('stays');
  screen.show([]);
  expect(out.written).toEqual(['one\ntwo\n', '\u001B[2A\u001B[Jstays\none\ntwo\n', '\u001B[2A\u001B[J']);
});

test('a moving line never wraps: it could not be taken back', () => {
  const out = output(true);
  screenOn(out).show(['a line that is longer than the terminal is wide']);
  expect(out.written).toEqual(['a line that is long\n']);
});

test('without a terminal only the lines that stay are written', () => {
  const out = output(false);
  const screen = screenOn(out);
  screen.show(['one']);
  screen.say('stays');
  expect(out.written).toEqual(['stays\n']);
});
