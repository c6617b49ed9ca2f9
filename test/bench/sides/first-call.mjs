// What a cold start is: loading a function and its first call.
export function prepare({ bundle, event }) {
  return async () => {
    const { handler } = await import(bundle);
    const imported = performance.now();
    const result = await handler(JSON.parse(event));
    if (result.statusCode !== undefined && result.statusCode !== 200) throw new Error(result.body);
    return { importedAt: imported };
  };
}
