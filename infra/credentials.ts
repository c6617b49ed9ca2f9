import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { ProviderId } from '../lib/usage.ts';

export interface CredentialsProps {
  readonly provider: ProviderId;
  readonly keep: boolean;
}

/**
 * The secret of one provider, empty until a person fills it. The template holds no value and generates none: a deploy
 * would write it over the real one.
 */
export class Credentials extends Construct {
  readonly secretArn: string;

  constructor(scope: Construct, id: string, { provider, keep }: CredentialsProps) {
    super(scope, id);
    const name = `seatwatch/${provider}`;
    const secret = new CfnSecret(this, 'Secret', {
      name,
      description:
        `Seatwatch's credentials at ${provider}: a JSON object, or an array of them for several accounts. ` +
        `README.md lists the fields. To fill it in: aws secretsmanager put-secret-value --secret-id ${name} ` +
        `--secret-string file://${provider}.json`,
    });
    secret.applyRemovalPolicy(keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY);
    Validations.of(secret).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Only the vendor can issue these credentials; the collector writes back the tokens that rotate.',
    });
    this.secretArn = secret.ref;
  }
}
