/** Whose tokens the API believes, and for what. */
export interface Trust {
  /** The `iss` of the tokens. */
  readonly issuer: string;
  /** Their `aud`, or in Cognito's access tokens their `client_id`. */
  readonly audience: readonly string[];
  /** The public client of the page; null = the page cannot sign people in. */
  readonly clientId: string | null;
  readonly scopes: { readonly read: string; readonly collect: string };
}
