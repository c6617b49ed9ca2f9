// The limit: what is left of a collection when nothing is written. Our own normalise, around fetch and JSON.parse.
export async function prepare({ parts }) {
  const { normalise } = await import(parts);
  const base = process.env.BENCH_VENDOR;
  return async () => {
    let rows = 0;
    await fetch(`${base}/login/tenant/oauth2/token`, { method: 'POST', body: '' }).then((answer) => answer.json());
    for (const list of ['usage', 'deployment']) {
      for (let skip = 0, total = 1; skip < total; skip += 10_000) {
        const answer = await fetch(`${base}/v1/analytics/commercial/${list}/license?top=10000&skip=${skip}`);
        const page = JSON.parse(await answer.text());
        total = page.TotalCount;
        rows += normalise(page.Value, list);
      }
    }
    return { rows };
  };
}
