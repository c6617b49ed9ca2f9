// What a cold start is: loading a function and its first call.
export function prepare({ bundle, event }) {
  return async () => {
    const { handler } = await import(bundle);
    const imported = performance.now();
    const result = await handler(JSON.parse(event));
    if (result.statusCode !== undefined && result.statusCode !== 200) throw new Error(result.body);
    if (result.windows?.due) throw new Error(`${result.windows.due} windows are due`);
    return { importedAt: imported };
  };
}
