/** A cell of the matrix in words. */
import type { Edit, Fault } from '../../infra/local/vendors/faults/fault.ts';
import { SeatwatchError } from '../../lib/errors.ts';
import type { RunResult } from '../../lib/run-result.ts';
import type { Outcome } from './cell.ts';

/** What the vendor does, out of the fault's own fields. */
export function faultInWords({ kind, path, times, status, headers, body, edits, ask, list, seconds }: Fault): string {
  const what = [
    status === undefined ? '' : String(status),
    headers ? JSON.stringify(headers) : '',
    body ?? '',
    edits?.map(editInWords).join('; ') ?? '',
    ask ? `as if asked with ${JSON.stringify(ask)}` : '',
    list === undefined ? '' : `in ${list}`,
    seconds === undefined ? '' : `${seconds} s`,
  ].filter((part) => part !== '');
  const where = [path === undefined ? '' : `at \`${path}\``, times === undefined ? '' : `${times} ×`];
  const shown = what.length === 0 ? '' : ` \`${what.join(' ')}\``;
  return [kind + shown, ...where].filter((part) => part !== '').join(', ');
}

function editInWords(edit: Edit): string {
  switch (edit.op) {
    case 'set':
      return `${edit.at} = ${JSON.stringify(edit.to)}`;
    case 'write':
      return `${edit.at} = ${edit.json}`;
    case 'add':
      return `${edit.at} ${edit.by < 0 ? '-' : '+'} ${Math.abs(edit.by)}`;
    case 'rename':
      return `${edit.at} renamed ${edit.to}`;
    case 'remove':
      return `without ${edit.at}`;
    case 'repeat':
      return `${edit.at} twice${edit.changed ? `, then ${JSON.stringify(edit.changed)}` : ''}`;
    default:
      return `${edit.at} new in each answer`;
  }
}

export const COLUMNS = ['provider', 'what it meets', 'code', 'requests', 'stored', 'next run', 'told'] as const;

/** The cells of a row after the provider and what it meets. */
export function outcomeInWords(outcome: Outcome): string[] {
  const { ended } = outcome;
  return [codes(ended), requests(outcome), stored(outcome), nextRun(outcome), told(outcome)];
}

function codes(ended: Outcome['ended']): string {
  if (ended instanceof SeatwatchError) return ended.code;
  return [...new Set(ended.failures.map(({ code }) => code))].join(', ') || 'none';
}

function requests({ requests: made, usualRequests, waitedMs }: Outcome): string {
  const waits = waitedMs > 0 ? `, up to ${Math.round(waitedMs / 1000)} s of pauses` : '';
  return `${made} (${usualRequests})${waits}`;
}

function stored({ ended, healed }: Outcome): string {
  if (ended instanceof SeatwatchError) return healed === 'at once' ? 'all, but no note of the run' : 'no whole window';
  const { windows, records } = ended;
  const kept = `${windows.collected} of ${windows.due} windows whole`;
  const rest = [
    records.read > 0 ? `${records.changed + records.unchanged} rows` : '',
    records.rejected > 0 ? `${records.rejected} rejected` : '',
    records.withdrawn > 0 ? `${records.withdrawn} withdrawn` : '',
    windows.deferred > 0 ? `${windows.deferred} deferred` : '',
  ].filter((part) => part !== '');
  return [kept, ...rest].join(', ');
}

function nextRun({ healed, ended, tick, left, corrections }: Outcome): string {
  const due = tick instanceof SeatwatchError ? tick.code : `${tick.windows.due} due`;
  const fails = tick instanceof SeatwatchError || tick.failures.length === 0 ? '' : `, again ${codes(tick)}`;
  const kept = corrections > 0 ? `; corrections that stay: ${corrections}` : '';
  switch (healed) {
    case 'at once':
      return `${due}; nothing is missing${kept}`;
    case 'tick':
      return `${due}; as without the fault${kept}`;
    case 'later':
      return `${due}${fails}; as without the fault 20 h later${kept}`;
    default:
      if (fails !== '') return `${due}${fails}, until a person acts`;
      if (codes(ended) === 'none')
        return `${due}; what the vendor told in good form stays (${left.length} lines)${kept}`;
      return `${due}; a refused window older than a stored one counts as too old${kept}`;
  }
}

function told({ ended, notices, bench }: Outcome): string {
  // Ports and the names of tables are another each time.
  const message = (text: string): string =>
    text
      .replaceAll(bench.vendor.origin.slice(7), '<vendor>')
      .replaceAll(/127\.0\.0\.1:\d+/g, '<foreign host>')
      .replaceAll(/\/memory-\d+/g, '')
      // Which of the two limits a slow body meets first is the machine's affair.
      .replaceAll(/ATTEMPT_TOO_LONG|UND_ERR_BODY_TIMEOUT/g, 'ATTEMPT_TOO_LONG or UND_ERR_BODY_TIMEOUT');
  if (ended instanceof SeatwatchError) return `failed, nothing could be noted: ${message(ended.message)}`;
  if (ended.failures.length > 0) return `${ended.status}: ${message(first(ended.failures))}`;
  const logged = [...new Set(notices)].join('; ');
  return logged === '' ? 'nothing' : `nothing; the log says: ${message(logged)}`;
}

/** The same one, whichever of several windows was read first. */
function first(failures: RunResult['failures']): string {
  const lines = failures.map(({ dataset, customerId, window, message }) => ({
    key: `${dataset} ${customerId} ${window}`,
    message,
  }));
  const [line, ...others] = lines.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return `${line?.message ?? ''}${others.length > 0 ? ` (and ${others.length} more)` : ''}`;
}
