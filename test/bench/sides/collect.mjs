// A collector as it is deployed, called once as Lambda would.
export async function prepare({ bundle, expected = 0, ...event }) {
  const { handler } = await import(bundle);
  return async () => {
    const result = await handler(event);
    if (result.status !== 'complete')
      throw new Error(`the run is ${result.status}: ${JSON.stringify(result.failures)}`);
    const { changed, read, unchanged } = result.records;
    if (read < expected) throw new Error(`${read} records came where ${expected} were expected`);
    return { read, changed, unchanged, open: result.overages.open };
  };
}
