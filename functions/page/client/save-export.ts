import type { Client, Parameters } from './client.ts';

/** An export as one file, its parts one after the other. Throws a Failure. */
export async function wholeExport(client: Client, path: string, parameters: Parameters): Promise<Blob> {
  const parts: Blob[] = [];
  for await (const part of client.parts(path, { ...parameters, format: 'csv' })) parts.push(part);
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

/** Hands a file to the browser's downloads. A link cannot carry the reader's token, so it is fetched first. */
export function save(file: Blob, name: string, view: Window & typeof globalThis): void {
  const address = view.URL.createObjectURL(file);
  const link = view.document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  view.setTimeout(() => view.URL.revokeObjectURL(address), 60_000);
}
