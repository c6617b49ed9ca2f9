/** The session as the page's configuration asks for it; what signing in takes is loaded only then. */
import type { Config } from '../config.ts';
import { openSession, type Session, type Surroundings } from './session.ts';

export async function beginSession(config: Config, surroundings: Surroundings): Promise<Session> {
  const { issuer, clientId } = config;
  if (issuer === null || clientId === null) return openSession;
  const { signedSession } = await import('./signed-session.ts');
  return signedSession({ issuer, clientId, scopes: config.scopes }, surroundings);
}
