/** Words of a vendor that go into a message: it may repeat what it was sent, so nothing secret may be left in them. */

/**
 * The text with each of these secrets as "…", also where it stands in JSON, in an address or in a form, and each line
 * of those that have several: a private key's last line is too short to be known for a key by its looks.
 */
export function masked(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.flatMap((secret) => [secret, ...linesOf(secret)]).flatMap(formsOf));
  // The longer first: a secret that is a part of another must not leave the rest of it.
  return [...forms].toSorted((a, b) => b.length - a.length).reduce((left, form) => left.replaceAll(form, '…'), text);
}

// The first and the last line of a key say what it is.
const linesOf = (secret: string): string[] =>
  secret
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('-----'));

const formsOf = (secret: string): string[] =>
  [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    new URLSearchParams([['', secret]]).toString().slice(1),
  ].filter((form) => form !== '');
