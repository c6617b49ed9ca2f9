/** An OpenID Connect issuer that checks what it is sent and answers what the test says. */
import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const ISSUER = 'https://issuer.example/pool';

export interface ScriptedIssuer {
  /** What its token endpoint was sent. */
  readonly asked: URLSearchParams[];
  readonly answer: (target: string, init: RequestInit) => Promise<Response>;
  /** What the reader brought to its sign-in. */
  nonce: string;
  challenge: string;
  refuses: boolean;
  /** More of its description. */
  metadata: Record<string, unknown>;
  /** Seconds that its tokens live; undefined = it does not say. */
  lifetime: number | undefined;
  /** More of what its token endpoint answers. */
  gives: Record<string, unknown>;
}

const json = (value: unknown, status = 200): Response => Response.json(value, { status });

export async function scriptedIssuer(): Promise<ScriptedIssuer> {
  const keys = await generateKeyPair('RS256', { extractable: true });
  const issuer: ScriptedIssuer = {
    asked: [],
    nonce: '',
    challenge: '',
    refuses: false,
    metadata: {},
    lifetime: 3600,
    gives: { refresh_token: 'refresh-1' },
    answer: async (target, init) => {
      if (target === `${ISSUER}/.well-known/openid-configuration`) {
        return json({
          issuer: ISSUER,
          authorization_endpoint: 'https://login.example/authorize',
          token_endpoint: 'https://login.example/token',
          jwks_uri: `${ISSUER}/jwks`,
          ...issuer.metadata,
        });
      }
      if (target === `${ISSUER}/jwks`) return json({ keys: [await exportJWK(keys.publicKey)] });
      const form = new URLSearchParams(init.body as URLSearchParams);
      issuer.asked.push(form);
      if (issuer.refuses) return json({ error: 'invalid_grant', error_description: 'no more' }, 400);
      const verifier = form.get('code_verifier');
      if (verifier !== null && createHash('sha256').update(verifier).digest('base64url') !== issuer.challenge) {
        return json({ error: 'invalid_grant' }, 400);
      }
      const id_token = await new SignJWT({ nonce: issuer.nonce })
        .setProtectedHeader({ alg: 'RS256' })
        .setIssuer(ISSUER)
        .setAudience('page')
        .setSubject('ada')
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(keys.privateKey);
      const access_token = `access-${issuer.asked.length}`;
      return json({ access_token, token_type: 'Bearer', id_token, expires_in: issuer.lifetime, ...issuer.gives });
    },
  };
  return issuer;
}
