/** What `cdk` runs. */
import { asSeatwatchError } from '../lib/errors.ts';
import { BUNDLES } from './bundles.ts';
import { checkedApp } from './checked-app.ts';

try {
  checkedApp(BUNDLES);
} catch (error) {
  const { code, message } = asSeatwatchError(error);
  if (code !== 'CONFIG_INVALID') throw error;
  // The sentence says it all; a stack trace would only hide it.
  console.error(message);
  process.exitCode = 1;
}
