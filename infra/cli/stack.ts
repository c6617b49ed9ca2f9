/** A deployed stack as its outputs tell it. */
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { awsConfig, signedIn } from './aws.ts';
import { CommandError, type Given } from './command.ts';
import { STACK } from './stack-options.ts';

export interface Stack {
  /** Of the API, without a slash at its end. */
  readonly address: string;
  readonly table: string;
}

/** Throws NO_STACK when there is none of that name, SECRET_UNAVAILABLE without a region or credentials. */
export async function findStack(options: Given['options']): Promise<Stack> {
  const { stack } = options;
  const name = typeof stack === 'string' ? stack : STACK;
  const client = new CloudFormationClient(awsConfig(options));
  try {
    await signedIn(client);
    const region = await client.config.region();
    const { Stacks } = await client.send(new DescribeStacksCommand({ StackName: name })).catch((error: Error) => {
      throw new CommandError('NO_STACK', sentence(name, region, error));
    });
    const outputs = new Map(Stacks?.[0]?.Outputs?.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue]));
    const [address, table] = [outputs.get('Address'), outputs.get('TableName')];
    if (address === undefined || table === undefined) {
      throw new CommandError(
        'NO_STACK',
        `The stack ${name} in ${region} is not one of Seatwatch, or not deployed yet.`,
      );
    }
    return { address: address.replace(/\/+$/, ''), table };
  } finally {
    client.destroy();
  }
}

/** AWS answers a missing stack with a validation error. */
const sentence = (name: string, region: string, { name: kind, message }: Error): string =>
  kind === 'ValidationError' || /does not exist/.test(message)
    ? `There is no stack ${name} in ${region}: deploy it first, or choose its region and account.`
    : `CloudFormation does not tell of the stack ${name} in ${region}: ${kind}`;
