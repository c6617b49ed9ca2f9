import { App, type AppProps, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { SeatwatchError } from '../lib/errors.ts';
import { toEnvironment } from '../lib/function-settings.ts';
import { parseSettings, type Settings } from '../lib/settings.ts';
import { SeatwatchStack } from './stack.ts';

/** A function's environment holds 4 KB; names, addresses and what the deploy fills in take the rest. */
const MOST_BYTES = 2500;

/**
 * The stack that the context's `seatwatch` asks for, of the functions in this folder, held to the rules of cdk-nag besides
 * AWS's own, which cdk.json switches on. Throws CONFIG_INVALID with a sentence that says what to write instead.
 */
export function checkedApp(bundles: string, props: AppProps = {}): App {
  const app = new App(props);
  const settings = parseSettings(app.node.tryGetContext('seatwatch'));
  checkSize(settings);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  new SeatwatchStack(app, 'Seatwatch', { settings, bundles });
  return app;
}

function checkSize(settings: Settings): void {
  const bytes = Buffer.byteLength(Object.values(toEnvironment(settings)).join(''));
  if (bytes <= MOST_BYTES) return;
  throw new SeatwatchError(
    'CONFIG_INVALID',
    `seatwatch.expectedOverages takes ${bytes} bytes of at most ${MOST_BYTES}; write fewer entries, one for all products ` +
      'of a customer or for all customers of a provider',
  );
}
