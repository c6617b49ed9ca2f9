/**
 * Runs through sources one after the other while the following ones are already under way: each has asked for its
 * first piece. Begins with one and widens, so that a short page reads no more than it needs. Whoever stops early waits
 * until nothing is under way any more: a function that has answered is frozen with its requests.
 */
export async function* readAhead<T>(sources: AsyncGenerator<() => AsyncGenerator<T>>, most = 8): AsyncGenerator<T> {
  const started: Array<{ readonly rest: AsyncGenerator<T>; readonly first: Promise<IteratorResult<T>> }> = [];
  let ended = false;
  try {
    for (let width = 1; ; width = Math.min(most, width * 2)) {
      while (!ended && started.length < width) {
        const next = await sources.next();
        ended = next.done === true;
        if (next.done) break;
        const rest = next.value();
        const first = rest.next();
        // A failure is met when its turn comes, or never.
        first.catch(() => undefined);
        started.push({ rest, first });
      }
      const current = started.shift();
      if (!current) return;
      for (let met = await current.first; !met.done; met = await current.rest.next()) yield met.value;
    }
  } finally {
    await Promise.allSettled(started.map(({ first }) => first));
    await Promise.allSettled(started.map(({ rest }) => rest.return(undefined)));
    await sources.return(undefined);
  }
}
