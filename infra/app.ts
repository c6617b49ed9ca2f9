/** What `cdk` runs: the settings of cdk.json (or `-c seatwatch='{…}'`) become a template, held to AWS's own rules. */
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { asSeatwatchError } from '../lib/errors.ts';
import { parseSettings } from '../lib/settings.ts';
import { BUNDLES } from './bundles.ts';
import { SeatwatchStack } from './stack.ts';

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
try {
  const settings = parseSettings(app.node.tryGetContext('seatwatch'));
  // Tests bundle into a folder of their own.
  const bundles = String(app.node.tryGetContext('bundles') ?? BUNDLES);
  new SeatwatchStack(app, 'Seatwatch', { settings, bundles });
} catch (error) {
  const { code, message } = asSeatwatchError(error);
  if (code !== 'CONFIG_INVALID') throw error;
  // The sentence says what to write instead; a stack trace would only hide it.
  console.error(message);
  process.exit(1);
}
