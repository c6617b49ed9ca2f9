import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { address } from '../../lib/address.ts';

describe('an address in a secret', () => {
  it.each([
    ['https://www.worksapis.com/v1.0', 'https://www.worksapis.com/v1.0'],
    ['https://www.worksapis.com/v1.0//', 'https://www.worksapis.com/v1.0'],
    ['HTTPS://Example.COM:443/', 'https://example.com'],
    ['http://127.0.0.1:4281', 'http://127.0.0.1:4281'],
    ['http://localhost:4281/api/', 'http://localhost:4281/api'],
    ['http://[::1]:4281/', 'http://[::1]:4281'],
  ])('reads %s as %s', (given, expected) => {
    expect(v.parse(address, given)).toBe(expected);
  });

  it.each([
    ['plain http elsewhere', 'http://example.com'],
    ['a host that only begins like loopback', 'http://127.0.0.1.example.com'],
    ['another scheme', 'ftp://example.com'],
    ['a password', 'https://user:hunter2@example.com'],
    ['an empty user', 'https://@example.com'],
    ['a query', 'https://example.com/?a=1'],
    ['an empty query', 'https://example.com/?'],
    ['a fragment', 'https://example.com/#a'],
    ['white space', ' https://example.com'],
    ['a backslash', 'https:\\\\example.com'],
    ['no address at all', 'example.com'],
    ['nothing', ''],
    ['a number', 4280],
  ])('refuses %s and does not repeat it', (_what, given) => {
    const result = v.safeParse(address, given);
    expect(result.success).toBe(false);
    expect(result.issues?.map((issue) => issue.message)).toEqual([
      expect.stringMatching(/^must be (text|an https [a-z ,()]+)$/),
    ]);
  });
});
