import { type BaseIssue, getDotPath } from 'valibot';

const MOST = 5;

/**
 * What is wrong with an account, field by field, without any of its values: `clientId is missing, baseUrl must be …`.
 * The schemas' own words are used; the library's standard sentences quote what they found and are not.
 */
export function complaint(issues: readonly BaseIssue<unknown>[]): string {
  const lines = [...new Set(issues.map(lineOf))];
  const rest = lines.length - MOST;
  return lines.slice(0, MOST).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function lineOf(issue: BaseIssue<unknown>): string {
  const field = getDotPath(issue);
  if (field === null) return `it ${problemOf(issue)}`;
  return `${field} ${problemOf(issue)}`;
}

function problemOf({ input, message }: BaseIssue<unknown>): string {
  if (input === undefined) return /^is missing\b/.test(message) ? message : 'is missing';
  const quoted = typeof input === 'string' && input !== '' && message.includes(input);
  return quoted || message.startsWith('Invalid ') ? 'is not what is expected' : message;
}
