import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ExpectedError } from '../platform/errors.ts';

export type SigningKey =
  | { algorithm: 'HS256'; secret: string; kid: string | null }
  | { algorithm: 'ES256'; key: KeyObject; kid: string };

/** The shortest secret that HS256 may be used with (RFC 7518, 3.2). */
const MIN_SECRET = 32;

const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string('the private part "d" is missing; this looks like the public key'),
  kid: z.string().optional(),
});

/**
 * Reads what the project verifies tokens with.
 *
 * @param privateKey A JWK as JSON, or the path of a file with it; outranks `secret`.
 * @throws {ExpectedError} `bad_signing_key`, without the key in its message.
 */
export function readSigningKey(given: {
  secret?: string | undefined;
  privateKey?: string | undefined;
  kid?: string | undefined;
}): SigningKey {
  if (given.privateKey !== undefined) return readJwk(given.privateKey, given.kid);
  if ((given.secret?.length ?? 0) < MIN_SECRET) {
    throw bad(
      `an HS256 secret has at least ${MIN_SECRET} characters, this one has ${given.secret?.length ?? 0}`,
    );
  }
  return { algorithm: 'HS256', secret: given.secret ?? '', kid: given.kid ?? null };
}

function readJwk(given: string, kidGiven: string | undefined): SigningKey {
  const isJson = given.trimStart().startsWith('{');
  if (!isJson && !existsSync(given)) throw bad(`there is no file "${given}"`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(isJson ? given : readFileSync(given, 'utf8'));
  } catch {
    throw bad('it is not JSON; accepted: a private key as a JWK, as "supabase gen signing-key" writes it');
  }
  // The CLI writes a list.
  const read = privateJwk.safeParse(Array.isArray(parsed) ? parsed[0] : parsed);
  if (!read.success) throw bad(read.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; '));
  const kid = kidGiven ?? read.data.kid;
  if (!kid) throw bad('its "kid" is missing; copy the key id from Project Settings > JWT Keys');
  const { kid: _kid, ...jwk } = read.data;
  return { algorithm: 'ES256', key: createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' }), kid };
}

function bad(what: string): ExpectedError {
  return new ExpectedError('bad_signing_key', `Cannot use the signing key: ${what}`);
}
