import type { Edit } from './fault.ts';

/** The body with these changes; `count` is a number that no other answer has. */
export function edited(body: string, edits: readonly Edit[], count: number): string {
  const mark = /^\uFEFF?/.exec(body)?.[0] ?? '';
  let root: unknown;
  try {
    root = JSON.parse(body.slice(mark.length));
  } catch {
    return body;
  }
  const written: string[] = [];
  for (const edit of edits) {
    for (const place of placesAt(root, edit.at.split('.'))) change(place, edit, count, written);
  }
  const text = JSON.stringify(root).replace(/"\$written (\d+)"/g, (_, index: string) => written[Number(index)] ?? '');
  return mark + text;
}

type Holder = Record<string, unknown> | unknown[];

/** A value by what holds it and its name or number there. */
interface Place {
  readonly holder: Holder;
  readonly key: string;
}

function* placesAt(value: unknown, [key = '', ...rest]: readonly string[]): Generator<Place> {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Holder;
  for (const name of key === '*' ? Object.keys(holder) : [key]) {
    if (rest.length === 0) yield { holder, key: name };
    else yield* placesAt(Reflect.get(holder, name), rest);
  }
}

function change({ holder, key }: Place, edit: Edit, count: number, written: string[]): void {
  const isThere = Object.hasOwn(holder, key);
  const old: unknown = Reflect.get(holder, key);
  // A new field may be set; nothing else can be done to what is not there.
  if (!isThere && (Array.isArray(holder) || (edit.op !== 'set' && edit.op !== 'write'))) return;
  switch (edit.op) {
    case 'set':
      Reflect.set(holder, key, edit.to);
      break;
    case 'write':
      Reflect.set(holder, key, `$written ${written.push(edit.json) - 1}`);
      break;
    case 'add':
      Reflect.set(holder, key, Number(old) + edit.by);
      break;
    case 'number':
      Reflect.set(holder, key, typeof old === 'number' ? old + count : `${String(old)}-${count}`);
      break;
    case 'rename':
      Reflect.deleteProperty(holder, key);
      Reflect.set(holder, edit.to, old);
      break;
    case 'remove':
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else Reflect.deleteProperty(holder, key);
      break;
    default:
      if (Array.isArray(holder)) holder.splice(Number(key) + 1, 0, { ...(old as object), ...edit.changed });
  }
}
