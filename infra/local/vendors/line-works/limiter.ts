/** So many requests a minute of each API operation, told in headers. */
interface Minute {
  endsAt: number;
  used: number;
}

export interface Allowance {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** `clock` gives milliseconds that only run forward: limits count real time, whatever day the story is at. */
export function createLimiter(perMinute: number, clock: () => number): (operation: string) => Allowance {
  const minutes = new Map<string, Minute>();
  return (operation) => {
    const now = clock();
    let minute = minutes.get(operation);
    if (!minute || now >= minute.endsAt) {
      minute = { endsAt: now + 60_000, used: 0 };
      minutes.set(operation, minute);
    }
    const allowed = minute.used < perMinute;
    if (allowed) minute.used++;
    return { allowed, headers: limitHeaders(perMinute, minute.used, Math.ceil((minute.endsAt - now) / 1000)) };
  };
}

export const limitHeaders = (perMinute: number, used: number, resetSeconds: number): Record<string, string> => ({
  'rateLimit-limit': String(perMinute),
  'rateLimit-remaining': String(perMinute - used),
  'rateLimit-reset': String(resetSeconds),
  // The vendor's spelling.
  'rateLimit-ssed': String(used),
});
