/** `npm run deploy`: builds, synthesizes, deploys and says what is left to do. What follows `--` goes to `cdk deploy`. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { nextSteps } from './next-steps.ts';

const root = join(import.meta.dirname, '..');
const OUTPUTS = join(root, 'cdk.out/outputs.json');

/** Why nothing can be deployed; null = nothing is in the way. */
async function obstacle(): Promise<string | null> {
  const { config } = new SecretsManagerClient();
  try {
    await config.region();
  } catch {
    return 'No AWS region is set. Choose one, for example: AWS_REGION=ap-northeast-1 npm run deploy';
  }
  try {
    await config.credentials();
    return null;
  } catch (error) {
    return (
      `There are no AWS credentials: ${(error as Error).message}\n` +
      'Sign in first, with "aws sso login" or "aws configure", or choose a profile: AWS_PROFILE=name npm run deploy\n' +
      'Nothing was deployed. Without an account: "npm start" runs everything on this machine, "npm run synth" shows the template.'
    );
  }
}

function run(file: string, ...args: string[]): boolean {
  const { status } = spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' });
  return status === 0;
}

async function deploy(args: readonly string[]): Promise<boolean> {
  const profile = args[args.indexOf('--profile') + 1];
  if (args.includes('--profile') && profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const problem = await obstacle();
  if (problem !== null) {
    console.error(problem);
    return false;
  }
  if (!run('infra/build.ts')) return false;
  if (!run('node_modules/aws-cdk/bin/cdk', 'deploy', '--outputs-file', OUTPUTS, ...args)) {
    console.error('Not deployed. An account and region that never saw the CDK need "npx cdk bootstrap" once.');
    return false;
  }
  const { Seatwatch = {} } = JSON.parse(readFileSync(OUTPUTS, 'utf8')) as { Seatwatch?: Record<string, string> };
  console.log(nextSteps(Seatwatch));
  return true;
}

process.exitCode = (await deploy(process.argv.slice(2))) ? 0 : 1;
