/**
 * Whether a session of this scope sees everything that one of the `other` scope saw: what it does not hold any more is
 * gone. Otherwise it may merely be out of sight.
 */
export const sees = (scope: string, other: string): boolean =>
  scope === other || scope === 'all' || other.startsWith(`${scope}:`);
