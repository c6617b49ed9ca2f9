/** A page whose list begins with the last element of the same list in an earlier page. */
export function overlapped(page: string, earlier: string, list: string): string {
  const [root, before] = [parsed(page), parsed(earlier)];
  const [rows, last] = [listAt(root, list), listAt(before, list)?.at(-1)];
  if (!rows || last === undefined) return page;
  rows.unshift(last);
  return JSON.stringify(root);
}

const parsed = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ''));

function listAt(root: unknown, list: string): unknown[] | null {
  let value = root;
  for (const key of list === '' ? [] : list.split('.')) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return Array.isArray(value) ? value : null;
}
