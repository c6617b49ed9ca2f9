/** Whose tokens the API believes, and for what. */
export interface Trust {
  /** The `iss` of the tokens. */
  readonly issuer: string;
  /** Their `aud`, or in Cognito's access tokens their `client_id`. */
  readonly audience: readonly string[];
  /** The public client of the page; null = the page cannot sign people in. */
  readonly clientId: string | null;
  /** Where the issuer hands out tokens when that is another host than its own; null = its own. */
  readonly signInOrigin: string | null;
  readonly scopes: { readonly read: string; readonly collect: string };
}
