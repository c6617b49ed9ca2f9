import { expect, test } from 'vitest';
import { newProgress } from '../../../../infra/local/console/progress.ts';

const line = (account: string, collected: number, due: number): string =>
  JSON.stringify({ level: 'INFO', message: 'progress', provider: 'line-works', account, collected, due });

test('shows how far each running collector is, over all of its accounts', () => {
  let time = 0;
  const progress = newProgress(() => time);
  progress.started('line-works');
  progress.started('naver-cloud');
  time = 4200;
  progress.read(line('one', 3, 10));
  progress.read(line('one', 4, 10));
  progress.read(line('two', 1, 5));
  expect(progress.lines()).toEqual(['  line-works       5 of 15 windows, 4 s', '  naver-cloud      signing in, 4 s']);
  progress.finished('line-works');
  expect(progress.lines()).toHaveLength(1);
});

test.each([
  'not JSON with "progress" in it',
  '{"message":"progress"}',
  '{"message":"progress","provider":"line-works","collected":"3","due":4}',
  '{"message":"something about \\"progress\\""}',
])('takes no harm from %s', (text) => {
  const progress = newProgress();
  progress.started('line-works');
  progress.read(text);
  expect(progress.lines()[0]).toContain('signing in');
});
