/** Everything that lies on a disk below a folder, as a search can read it. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Level } from 'level';

/** Text by path. Bytes stay what they are, one character each, beside what they say as UTF-8. */
export function filesIn(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)));
  return new Map(
    paths
      .filter((path) => statSync(path).isFile())
      .map((path) => {
        const bytes = readFileSync(path);
        return [path, `${path}\n${bytes.toString('utf8')}\n${bytes.toString('latin1')}`];
      }),
  );
}

/** What the ledger's engine holds in this folder, which in its files is compressed: every table's every item. */
export async function entriesIn(ledger: string): Promise<string> {
  const level = new Level(ledger);
  const entries: string[] = [];
  for await (const [key, value] of level.iterator()) entries.push(`${key} ${value}`);
  await level.close();
  return entries.join('\n');
}
