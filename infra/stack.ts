import { existsSync } from 'node:fs';
import { Duration, Stack } from 'aws-cdk-lib';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { PROVIDER_IDS } from '../lib/usage.ts';
import { Ledger } from './ledger.ts';

/** All of Seatwatch in one account and region. */
export class SeatwatchStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { table } = new Ledger(this, 'Ledger');
    for (const name of [...PROVIDER_IDS.map((provider) => `collect-${provider}`), 'api'].filter((one) =>
      existsSync(`dist/functions/${one}`),
    )) {
      new LambdaFunction(this, name, {
        runtime: Runtime.NODEJS_24_X,
        architecture: Architecture.ARM_64,
        handler: 'index.handler',
        code: Code.fromAsset(`dist/functions/${name}`),
        timeout: name === 'api' ? Duration.seconds(29) : Duration.minutes(15),
        memorySize: 1024,
        environment: { SEATWATCH_TABLE: table.tableName },
      });
    }
  }
}
