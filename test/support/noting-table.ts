/** A way to a table that notes the requests in which something is named. */
import type { Table } from '../../lib/ledger/client.ts';

export function notingTable(table: Table, named: RegExp, noted: string[]): Table {
  const send = (command: Parameters<typeof table.client.send>[0]): Promise<unknown> => {
    const text = JSON.stringify(command.input);
    if (named.test(text)) noted.push(text);
    return table.client.send(command);
  };
  return { ...table, client: Object.assign(Object.create(table.client) as typeof table.client, { send }) };
}
