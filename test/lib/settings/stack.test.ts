import { describe, expect, test } from 'vitest';
import { parseSettings } from '../../../lib/settings.ts';

const issuer = 'https://login.example.com/tenant/v2.0';

describe('the settings of the stack', () => {
  test('need nothing written: a user pool, nobody told, everything kept', () => {
    const { signIn, notify, logRetentionDays, removal, reservedConcurrency, readme } = parseSettings({});
    expect(signIn).toEqual({
      issuer: null,
      audience: [],
      clientId: null,
      scopes: { read: 'seatwatch/read', collect: 'seatwatch/collect' },
      machineClient: false,
    });
    expect(notify).toEqual({ email: null, webhookSecret: null });
    expect({ logRetentionDays, removal, reservedConcurrency, readme }).toEqual({
      logRetentionDays: 90,
      removal: 'retain',
      reservedConcurrency: null,
      readme: 'README.md',
    });
  });

  test('take any issuer, with the names that it uses', () => {
    const { signIn } = parseSettings({
      signIn: { issuer, audience: ['api://seatwatch'], clientId: 'page', scopes: { read: 'Seats.Read' } },
    });
    expect(signIn).toEqual({
      issuer,
      audience: ['api://seatwatch'],
      clientId: 'page',
      scopes: { read: 'Seats.Read', collect: 'seatwatch/collect' },
      machineClient: false,
    });
  });

  test.each([
    [{ signIn: { issuer: 'http://a.example.com' } }, /signIn\.issuer .*begins with https:\/\//],
    [{ signIn: { issuer } }, /signIn has issuer without audience; write the `aud`/],
    [{ signIn: { clientId: 'page' } }, /signIn has .* without issuer; write the issuer/],
    [{ signIn: { scopes: { read: 'r' } } }, /without issuer/],
    [{ signIn: { issuer, audience: ['a'], machineClient: true } }, /register the client there/],
    [
      { signIn: { issuer, audience: ['a'], scopes: { read: 'two words' } } },
      /scopes\.read is no scope; write one name/,
    ],
    [{ notify: { email: 'seats' } }, /notify\.email is no e-mail address; write one such as/],
    [{ notify: { webhookSecret: 'https://hooks.example.com/x' } }, /webhookSecret must be the name of a secret/],
    [{ logRetentionDays: 10 }, /logRetentionDays must be one of 1, 3, 5/],
    [{ removal: 'keep' }, /removal must be "retain" or "destroy"/],
    [{ reservedConcurrency: 0 }, /reservedConcurrency must be at least 1; leave it out for none/],
    [{ retention: 7 }, /seatwatch\.retention is not known/],
    [{ providers: { 'line-works': { timeZone: '+09:00' } } }, /write an IANA name such as Asia\/Tokyo/],
    [{ providers: { 'line-works': { timeZone: 'asia/tokyo' } } }, /write an IANA name such as Asia\/Tokyo/],
    [
      { providers: { 'line-works': { schedule: 'cron(0 6 ? * MON *)' } } },
      /a tick a day or more; write rate\(1 hour\)/,
    ],
  ])('that are wrong are refused by name, with what to write instead: %j', (raw, message) => {
    expect(() => parseSettings(raw)).toThrow(message);
  });
});
