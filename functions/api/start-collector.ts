/** Starts a collector without waiting for it. */
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** `functionName` is a name or an ARN. Throws the service's error when the event was not accepted. */
export type StartCollector = (functionName: string, event: object) => Promise<void>;

export function lambdaStarter(): StartCollector {
  let client: LambdaClient | undefined;
  return async (functionName, event) => {
    // Most calls only read: the client is made when somebody starts something.
    client ??= new LambdaClient({ maxAttempts: 3 });
    await client.send(
      new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(event) }),
    );
  };
}
