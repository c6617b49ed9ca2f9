import { generateKeyPairSync } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { lineWorksCredentials } from '../../../../lib/providers/line-works/credentials.ts';

const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const privateKey = key.export({ type: 'pkcs8', format: 'pem' }).toString();
const client = { clientId: 'AppNumberOne', clientSecret: 'opensesame' };
const account = { ...client, serviceAccount: 'a.serviceaccount@b', privateKey };
const user = { ...client, refreshToken: 'kr1token' };

const problems = (given: unknown): string[] =>
  (v.safeParse(lineWorksCredentials, given).issues ?? []).map((issue) => `${v.getDotPath(issue)} ${issue.message}`);

describe('the secret of a LINE WORKS account', () => {
  test('knows the vendor’s hosts', () => {
    expect(v.parse(lineWorksCredentials, user)).toEqual({
      ...user,
      account: 'default',
      baseUrl: 'https://www.worksapis.com/v1.0',
      authUrl: 'https://auth.worksmobile.com/oauth2/v2.0',
    });
  });

  test('takes a key whose line ends were pasted as two characters', () => {
    const pasted = { ...account, privateKey: privateKey.replaceAll('\n', String.raw`\n`) };
    expect(v.parse(lineWorksCredentials, pasted)).toHaveProperty('privateKey', privateKey);
  });

  test('takes domain ids as numbers or text', () => {
    const parsed = v.parse(lineWorksCredentials, { ...user, domainIds: [10000001, '10000002'] });
    expect(parsed.domainIds).toEqual(['10000001', '10000002']);
  });

  test.each([
    ['neither way to sign in', client, 'serviceAccount'],
    ['a service account without its key', { ...client, serviceAccount: 'a' }, 'privateKey'],
    ['a key without its service account', { ...client, privateKey }, 'serviceAccount'],
    ['a key that is none', { ...account, privateKey: 'opensesame' }, 'privateKey'],
    ['no client id', { ...account, clientId: undefined }, 'clientId'],
    ['an empty client secret', { ...account, clientSecret: '' }, 'clientSecret'],
    ['an address of plain http', { ...account, baseUrl: 'http://example.com' }, 'baseUrl'],
    ['an address with a password', { ...account, authUrl: 'https://me:opensesame@example.com' }, 'authUrl'],
    ['no domain at all', { ...account, domainIds: [] }, 'domainIds'],
    ['a domain by its name', { ...account, domainIds: ['opensesame'] }, 'domainIds.0'],
    ['a domain id that lost digits', { ...account, domainIds: [1e19] }, 'domainIds.0'],
  ])('with %s is refused by the field’s name', (_, given, field) => {
    const found = problems(given);
    expect(found).toEqual([expect.stringMatching(new RegExp(`^${field} (is|must)`))]);
    expect(found.join()).not.toContain('opensesame');
  });

  test('that is no object is refused without being repeated', () => {
    expect(problems('opensesame')).toEqual(['null must be an object']);
  });
});
