import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWebhook } from '../../../lib/tell/webhook.ts';
import { type LocalSecretsManager, startSecretsManager } from '../../support/secrets-manager.ts';
import { thrownBy } from '../../support/thrown.ts';

let secrets: LocalSecretsManager;
beforeAll(async () => {
  secrets = await startSecretsManager();
});
afterAll(() => secrets.close());

const ID = 'seatwatch/webhook';
const read = (value: string): Promise<unknown> => {
  secrets.reset(ID, value);
  return readWebhook(secrets.client, ID);
};

test('is a chat of Slack unless its secret says otherwise', async () => {
  const url = 'https://hooks.example/services/T0/B0?sig=a%2Fb';
  expect(await read(JSON.stringify({ url }))).toEqual({ url, format: 'slack' });
  expect(await read(JSON.stringify({ url, format: 'teams' }))).toEqual({ url, format: 'teams' });
});

test('may listen without TLS on this machine only', async () => {
  for (const url of ['http://127.0.0.1:4281/x', 'http://localhost/x']) {
    expect(await read(JSON.stringify({ url }))).toMatchObject({ url });
  }
  const error = await thrownBy(read('{"url":"http://hooks.example/x"}'));
  expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
});

test.each([
  ['{"url":"no address: hush"}', 'url'],
  ['{"url":"ftp://hooks.example/hush"}', 'url'],
  ['{"url":"https://hooks.example/hush","format":"pager"}', 'format'],
  ['{"format":"slack"}', 'url'],
  ['hush', 'value'],
  ['null', 'value'],
])('that cannot be one is named by its field, and never shown: %s', async (value, field) => {
  const error = await thrownBy(read(value));
  expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
  expect(error.message).toMatch(new RegExp(`^the secret of the webhook: ${field} must be as in `));
  expect(error.message).not.toContain('hush');
});

test('whose secret cannot be read says so', async () => {
  secrets.reset(ID);
  const error = await thrownBy(readWebhook(secrets.client, ID));
  expect(error).toMatchObject({ code: 'SECRET_UNAVAILABLE' });
  expect(error.message).toContain('ResourceNotFoundException');
});
