import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { openSession, type Session } from './session.ts';

export const SessionContext = createContext<Session>(openSession);

export const useSession = (): Session => useContext(SessionContext);
