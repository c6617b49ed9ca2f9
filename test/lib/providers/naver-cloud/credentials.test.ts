import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { naverCloudCredentials } from '../../../../lib/providers/naver-cloud/credentials.ts';
import { scopeOf } from '../../../../lib/providers/naver-cloud/request.ts';

const keys = { accessKey: 'KEY', secretKey: 'SECRET' };

describe('the secret of NAVER Cloud', () => {
  it('needs the two keys only', () => {
    expect(v.parse(naverCloudCredentials, keys)).toEqual({
      ...keys,
      account: 'default',
      scope: 'account',
      memberNoList: [],
      baseUrl: 'https://billingapi.apigw.ntruss.com/billing/v1',
      responseFormat: 'json',
    });
  });

  it('may name members by text or number', () => {
    const parsed = v.parse(naverCloudCredentials, { ...keys, scope: 'partner', memberNoList: [7, '1234567'] });
    expect(parsed.memberNoList).toEqual(['7', '1234567']);
  });

  it.each([
    ['an empty key', 'accessKey', ''],
    ['a key that no header can carry', 'accessKey', 'opensesame\n'],
    ['a secret that is a number', 'secretKey', 42_424_242],
    ['an unknown scope', 'scope', 'opensesame'],
    ['a member that is no number', 'memberNoList', ['opensesame', { opensesame: 1 }]],
    ['a fraction as member', 'memberNoList', [1.5]],
    ['members as text', 'memberNoList', 'opensesame'],
    ['an unknown format', 'responseFormat', 'opensesame'],
    ['plain http', 'baseUrl', 'http://opensesame.example'],
  ])('is refused with %s, by the name of the field alone', (_, field, value) => {
    const { issues = [] } = v.safeParse(naverCloudCredentials, { ...keys, [field]: value });
    expect(issues.length).toBeGreaterThan(0);
    for (const issue of issues) {
      expect(v.getDotPath(issue)).toMatch(new RegExp(`^${field}`));
      expect(issue.message).toMatch(/^must /);
      expect(issue.message).not.toMatch(/opensesame|42424242|1\.5/);
    }
  });
});

describe('the scope of a session', () => {
  const asking = { baseUrl: '', responseFormat: 'json' } as const;

  it.each([
    ['account', [], 'account'],
    ['organization', [], 'organization'],
    ['partner', ['2', '1', '2'], 'partner:1,2'],
    ['account', ['9'], 'account:9'],
  ] as const)('%s with members %j is %s', (scope, memberNoList, expected) => {
    expect(scopeOf({ ...asking, scope, memberNoList })).toBe(expected);
  });
});
