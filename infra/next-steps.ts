import { PROVIDER_IDS } from '../lib/usage.ts';

/** What a person does after a deploy, from the outputs of the stack. */
export function nextSteps(outputs: Readonly<Record<string, string>>): string {
  const { Address = '', UserPoolId, AlarmTopic = '' } = outputs;
  const steps = [
    'Give it the credentials of your vendors, one file each in the shape that README.md shows:',
    ...PROVIDER_IDS.map((id) => `  npm run seatwatch -- secrets put ${id} ${id}.json --stack`),
    'A vendor without credentials is left alone. The others are collected at the next tick, within the hour.',
    ...(UserPoolId === undefined
      ? ["Register the page's address as a redirect address of your issuer's client."]
      : [
          'Invite the people who may look:',
          `  aws cognito-idp admin-create-user --user-pool-id ${UserPoolId} --username someone@example.com`,
        ]),
    'Be told: with seatwatch.notify.email in cdk.json confirm the mail that AWS sent; anybody else subscribes to',
    `  ${AlarmTopic}`,
  ];
  return `\nSeatwatch answers at ${Address}\n\n${steps.join('\n')}`;
}
