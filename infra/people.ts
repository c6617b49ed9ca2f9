import { Aws, Duration, Fn, RemovalPolicy, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Trust } from './trust.ts';

export interface PeopleProps {
  /** Where the page is, without a slash at its end. */
  readonly address: string;
  /** A client with a secret as well, for programs. */
  readonly machineClient: boolean;
  readonly keep: boolean;
}

const read = new ResourceServerScope({ scopeName: 'read', scopeDescription: 'See what the ledger holds' });
const collect = new ResourceServerScope({ scopeName: 'collect', scopeDescription: 'Start collectors' });

/** Those who may ask, when no issuer is named: a user pool to which only an administrator adds people. */
export class People extends Construct {
  readonly trust: Trust;
  /** Where people sign in. */
  readonly signInAddress: string;
  readonly pool: UserPool;

  constructor(scope: Construct, id: string, { address, machineClient, keep }: PeopleProps) {
    super(scope, id);
    this.pool = this.userPool(keep);
    this.signInAddress = this.domain().baseUrl();
    const server = this.pool.addResourceServer('Api', { identifier: 'seatwatch', scopes: [read, collect] });
    const page = this.pageClient(server, `${address}/`);
    const clients = machineClient ? [page, this.machineClient(server)] : [page];
    this.trust = {
      issuer: this.pool.userPoolProviderUrl,
      audience: clients.map(({ userPoolClientId }) => userPoolClientId),
      clientId: page.userPoolClientId,
      // A user pool describes itself at one host and signs people in at another.
      signInOrigin: this.signInAddress,
      scopes: { read: 'seatwatch/read', collect: 'seatwatch/collect' },
    };
  }

  private userPool(keep: boolean): UserPool {
    const pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireSymbols: true,
        requireUppercase: true,
      },
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    Validations.of(pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The plus plan is charged for each person; a second factor is required of the few who are invited.',
    });
    return pool;
  }

  private domain(): UserPoolDomain {
    // Unique among all accounts, and never with the forbidden words "aws" and "cognito": the end of the stack's own id.
    const ending = Fn.select(4, Fn.split('-', Fn.select(2, Fn.split('/', Aws.STACK_ID))));
    return this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `seatwatch-${ending}` },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
  }

  private pageClient(server: UserPoolResourceServer, page: string): UserPoolClient {
    const client = this.pool.addClient('Page', {
      generateSecret: false,
      authFlows: { userSrp: true },
      preventUserExistenceErrors: true,
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.hours(12),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [
          OAuthScope.OPENID,
          OAuthScope.resourceServer(server, read),
          OAuthScope.resourceServer(server, collect),
        ],
        // The second one is a person's own machine, where the command line waits: no secret, but PKCE (RFC 8252).
        callbackUrls: [page, 'http://localhost:8400/'],
        logoutUrls: [page],
      },
    });
    // Without a style of its own a managed login shows no page at all.
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return client;
  }

  private machineClient(server: UserPoolResourceServer): UserPoolClient {
    return this.pool.addClient('Machine', {
      generateSecret: true,
      authFlows: { userSrp: true },
      accessTokenValidity: Duration.hours(1),
      oAuth: {
        flows: { clientCredentials: true },
        scopes: [OAuthScope.resourceServer(server, read), OAuthScope.resourceServer(server, collect)],
      },
    });
  }
}
