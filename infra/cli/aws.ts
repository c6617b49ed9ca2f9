/** What every call to AWS needs, told in words where it is missing. */
import { SeatwatchError } from '../../lib/errors.ts';
import type { Given } from './command.ts';

/** For a client of the SDK. */
export function awsConfig({ region, profile }: Given['options']) {
  return {
    ...(typeof region === 'string' ? { region } : {}),
    ...(typeof profile === 'string' ? { profile } : {}),
    maxAttempts: 3,
  };
}

interface Client {
  readonly config: { readonly region: () => Promise<string>; readonly credentials: () => Promise<unknown> };
}

/** Throws SECRET_UNAVAILABLE without a region or credentials. */
export async function signedIn({ config }: Client): Promise<void> {
  await config.region().catch(refuse('no AWS region is set; name the one of the stack with --region'));
  const advice = 'sign in with "aws sso login", or choose some with --profile';
  await config.credentials().catch(refuse(`there are no AWS credentials; ${advice}`));
}

const refuse = (message: string) => (): never => {
  throw new SeatwatchError('SECRET_UNAVAILABLE', message);
};
