import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { nextSteps } from '../../infra/next-steps.ts';

const root = join(import.meta.dirname, '../..');

/** What a command of ours says on a machine that knows nothing of AWS, and the code it ends with. */
async function said(file: string, env: Record<string, string>): Promise<{ code: number; stderr: string }> {
  const options = {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', AWS_EC2_METADATA_DISABLED: 'true', ...env },
  };
  return promisify(execFile)(process.execPath, [file], options).then(
    ({ stderr }) => ({ code: 0, stderr }),
    (error: { code: number; stderr: string }) => ({ code: error.code, stderr: error.stderr }),
  );
}

test('a deploy without credentials says so, and how to get them, before anything is built', async () => {
  const { code, stderr } = await said('infra/deploy.ts', { AWS_REGION: 'eu-west-1' });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^There are no AWS credentials: .*\nSign in first.*\nNothing was deployed/);
});

test('a deploy without a region asks for one', async () => {
  const { code, stderr } = await said('infra/deploy.ts', {});
  expect(code).toBe(1);
  expect(stderr).toMatch(/^No AWS region is set\. Choose one, for example: AWS_REGION=/);
});

test('bad settings end a synthesis with the sentence that says what to write, and nothing else', async () => {
  const context = JSON.stringify({ seatwatch: '{"removal":"keep"}' });
  const { code, stderr } = await said('infra/app.ts', { CDK_CONTEXT_JSON: context });
  expect([code, stderr]).toEqual([1, 'seatwatch.removal must be "retain" or "destroy"\n']);
});

test('a deploy ends with the address and what is left to do', () => {
  const text = nextSteps({ Address: 'https://a.example.com/', UserPoolId: 'pool', AlarmTopic: 'topic' });
  expect(text).toContain('Seatwatch answers at https://a.example.com/');
  expect(text).toContain('secrets put naver-cloud naver-cloud.json --stack');
  expect(text).toContain('--user-pool-id pool');
  expect(text).toContain('topic');
  expect(nextSteps({ Address: 'https://a.example.com/' })).toContain('redirect address');
});
