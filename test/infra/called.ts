/** Which AWS operations a bundle calls, told by its code with everything unused taken out of it. */
import { join } from 'node:path';
import { build } from 'esbuild';
import { ENTRIES } from '../../infra/bundles.ts';

const SERVICES: Readonly<Record<string, string>> = {
  '@aws-sdk/client-dynamodb': 'dynamodb',
  '@aws-sdk/lib-dynamodb': 'dynamodb',
  '@aws-sdk/client-secrets-manager': 'secretsmanager',
  '@aws-sdk/client-lambda': 'lambda',
  '@aws-sdk/client-sns': 'sns',
};

/** The document client's names for operations, and IAM's name for one. */
const OPERATIONS: Readonly<Record<string, string>> = {
  'dynamodb:Get': 'dynamodb:GetItem',
  'dynamodb:BatchGet': 'dynamodb:BatchGetItem',
  'dynamodb:Put': 'dynamodb:PutItem',
  'dynamodb:Update': 'dynamodb:UpdateItem',
  'dynamodb:Delete': 'dynamodb:DeleteItem',
  'dynamodb:BatchWrite': 'dynamodb:BatchWriteItem',
  'lambda:Invoke': 'lambda:InvokeFunction',
};

export interface Called {
  /** As IAM names them, in order. */
  readonly actions: string[];
  readonly index: boolean;
}

/** By name of the function. */
export async function calledBy(): Promise<Record<string, Called>> {
  const { outputFiles } = await build({
    absWorkingDir: join(import.meta.dirname, '../..'),
    entryPoints: ENTRIES,
    outdir: '.',
    write: false,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node24',
    logLevel: 'silent',
  });
  return Object.fromEntries(
    outputFiles.map(({ path, text }) => [
      path.replace(/^.*[\\/](.*)\.js$/, '$1'),
      { actions: actionsIn(text), index: text.includes('IndexName') },
    ]),
  );
}

function actionsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, names = '', from = ''] of text.matchAll(/import \{([^}]*)\} from "(@aws-sdk\/[^"]+)"/g)) {
    for (const [, command = '', alias = `${command}Command`] of names.matchAll(/\b(\w+)Command\b(?: as (\w+))?/g)) {
      if (!text.includes(`new ${alias}(`)) continue;
      const name = `${SERVICES[from] ?? from}:${command}`;
      found.add(OPERATIONS[name] ?? name);
    }
  }
  return [...found].toSorted();
}
