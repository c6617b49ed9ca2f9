/** Who reads: nobody in particular where no sign-in is asked for, else somebody whom the issuer knows. */
export interface Session {
  /** `open`: no sign-in is asked for. `leaving`: the browser is on its way to the issuer.
   * `ended`: it was `signed-in` until an answer was refused. */
  readonly state: 'open' | 'signed-in' | 'signed-out' | 'leaving' | 'ended';
  /** What the issuer answered instead of a token, in its own words. */
  readonly refusal: string | null;
  /** Null where none is asked for. Throws a Failure of kind `sign-in` when there is none any more. */
  token(): Promise<string | null>;
  /** Leaves for the issuer and comes back to what is shown now. */
  signIn(): Promise<void>;
  signOut(): Promise<void>;
}

export const openSession: Session = {
  state: 'open',
  refusal: null,
  token: async () => null,
  signIn: async () => undefined,
  signOut: async () => undefined,
};

/** What a session needs of the browser. */
export interface Surroundings {
  readonly here: () => URL;
  /** Replaces the address without loading anything. */
  readonly show: (href: string) => void;
  readonly leaveFor: (address: string) => void;
  /** Ends with the tab: what is needed to come back, never a token. */
  readonly tab: Storage;
  /** Stays: that this browser has signed in, never as whom. */
  readonly browser: Storage;
  readonly send: (target: string, init: RequestInit) => Promise<Response>;
  readonly now: () => number;
}
