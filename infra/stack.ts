import { CfnOutput, Stack } from 'aws-cdk-lib';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Construct } from 'constructs';
import type { Settings } from '../lib/settings.ts';
import { PROVIDER_IDS } from '../lib/usage.ts';
import { AlarmTopic } from './alarm-topic.ts';
import { Api } from './api.ts';
import { Collector } from './collector.ts';
import { addCollectorAlarms } from './collector-alarms.ts';
import { Credentials } from './credentials.ts';
import { DeadLetters } from './dead-letters.ts';
import { Gateway } from './gateway.ts';
import { Ledger } from './ledger.ts';
import { addOperationAlarms } from './operation-alarms.ts';
import { Overview } from './overview.ts';
import { People } from './people.ts';
import type { Trust } from './trust.ts';

export interface SeatwatchStackProps {
  readonly settings: Settings;
  /** Folder of the bundled functions. */
  readonly bundles: string;
}

/** All of Seatwatch in one account and region. */
export class SeatwatchStack extends Stack {
  constructor(scope: Construct, id: string, { settings, bundles }: SeatwatchStackProps) {
    super(scope, id, { description: "Every vendor's licence seats and usage in one ledger" });
    const keep = settings.removal === 'retain';
    const { readme } = settings;
    const ledger = new Ledger(this, 'Ledger', { keep });
    const deadLetters = new DeadLetters(this, 'DeadLetters');
    const alarms = new AlarmTopic(this, 'Alarms', settings.notify);
    const schedules = new CfnScheduleGroup(this, 'Schedules', { name: 'seatwatch' });
    const collectors = PROVIDER_IDS.flatMap((provider) => {
      // Also of a provider that is switched off: switched on again it finds its credentials.
      const { secretArn } = new Credentials(this, `${provider}-credentials`, { provider, keep });
      if (!settings.providers[provider].enabled) return [];
      const shared = { settings, bundles, ledger, deadLetters, topic: alarms.topic, schedules };
      return [new Collector(this, provider, { provider, secretArn, ...shared })];
    });
    const gateway = new Gateway(this, 'Gateway', settings);
    const trust = this.trust(settings, gateway.address, keep);
    new Api(this, 'Api', { gateway, trust, settings, bundles, ledger, collectors });
    for (const collector of collectors) addCollectorAlarms(alarms, collector, settings);
    addOperationAlarms(alarms, { gateway, deadLetters, readme });
    new Overview(this, 'Overview', { collectors, gateway, deadLetters, alarms, readme });
    new CfnOutput(this, 'Address', { value: `${gateway.address}/` });
    new CfnOutput(this, 'TableName', { value: ledger.table.tableName });
    new CfnOutput(this, 'AlarmTopic', { value: alarms.topic.topicArn });
  }

  private trust({ signIn }: Settings, address: string, keep: boolean): Trust {
    if (signIn.issuer !== null) return { ...signIn, issuer: signIn.issuer, signInOrigin: null };
    const { machineClient } = signIn;
    const people = new People(this, 'People', { address, machineClient, keep });
    new CfnOutput(this, 'SignInAddress', { value: people.signInAddress });
    new CfnOutput(this, 'UserPoolId', { value: people.pool.userPoolId });
    return people.trust;
  }
}
