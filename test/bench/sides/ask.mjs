// A question to the API as the gateway would hand it on.
export async function prepare({ bundle, path, query }) {
  const { handler } = await import(bundle);
  const event = {
    version: '2.0',
    rawPath: path,
    rawQueryString: query,
    headers: {},
    requestContext: { http: { method: 'GET', path } },
  };
  return async () => {
    const { statusCode, body, headers } = await handler(event);
    if (statusCode !== 200) throw new Error(`${statusCode}: ${body}`);
    const isList = headers['content-type'].startsWith('application/json');
    const { items, next } = isList ? JSON.parse(body) : { items: body.trim().split('\n'), next: headers.link ?? null };
    return { items: items.length, more: next === null ? 0 : 1 };
  };
}
