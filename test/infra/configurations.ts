/** Settings that change the stack, by name; the first is the one that needs nothing written. */
export const CONFIGURATIONS: Readonly<Record<string, unknown>> = {
  'as it comes': {},
  'an issuer of one’s own': {
    signIn: {
      issuer: 'https://login.example.com/tenant/v2.0',
      audience: ['api://seatwatch'],
      clientId: 'page',
      scopes: { read: 'Seats.Read', collect: 'Seats.Collect' },
    },
  },
  'one provider only': {
    providers: {
      'line-works': { enabled: false },
      'partner-center': { enabled: false },
      'naver-cloud': { enabled: false },
    },
  },
  'everything said': {
    providers: {
      'line-works': { schedule: 'cron(30 6,18 * * ? *)', timeZone: 'Europe/Berlin', history: 24, overageThreshold: 10 },
      'trend-micro': { schedule: 'rate(1 day)' },
    },
    expectedOverages: [{ provider: 'trend-micro', above: 3 }],
    signIn: { machineClient: true },
    notify: { email: 'seats@example.com', webhookSecret: 'chat/webhook' },
    logRetentionDays: 7,
    removal: 'destroy',
    reservedConcurrency: 1,
    readme: 'https://example.com/seatwatch',
  },
};
