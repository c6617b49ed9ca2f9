/** Why the local mode cannot start, as a sentence for the person who started it. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
