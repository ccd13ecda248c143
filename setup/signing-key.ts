import { existsSync, readFileSync } from 'node:fs';
import { importJWK } from 'jose';
import { z } from 'zod';
import { ExpectedError } from '../platform/errors.ts';
import { hs256, type SigningKey } from '../platform/role-token.ts';
import type { Answers } from './answers.ts';
import { questions } from './questions.ts';

/** The key that the project verifies with; asked for only when something has to be signed. */
export async function askForSigningKey(answers: Answers): Promise<SigningKey> {
  const { known } = answers;
  // A secret that is given leaves no question open.
  const privateKey = known.SETUP_JWT_SECRET
    ? known.SETUP_JWT_PRIVATE_KEY
    : await answers.maybe(questions.privateKey);
  if (privateKey !== undefined) return readPrivateKey(privateKey, known.SETUP_JWT_KID);
  return readSecret(await answers.need(questions.jwtSecret), known.SETUP_JWT_KID);
}

/** The shortest secret that HS256 may be used with (RFC 7518, 3.2). */
const MIN_SECRET = 32;

/** @throws {ExpectedError} `bad_signing_key`, without the secret in its message. */
function readSecret(secret: string, kid: string | undefined): SigningKey {
  if (secret.length < MIN_SECRET)
    throw bad(`an HS256 secret has at least ${MIN_SECRET} characters, this one has ${secret.length}`);
  return hs256(secret, kid ?? null);
}

const privateJwk = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string('the private part "d" is missing; this looks like the public key'),
  kid: z.string().optional(),
});

/**
 * @param given A JWK as JSON, or the path of a file with it.
 * @throws {ExpectedError} `bad_signing_key`, without the key in its message.
 */
async function readPrivateKey(given: string, kidGiven: string | undefined): Promise<SigningKey> {
  const isJson = /^\s*[{[]/.test(given);
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
  const { kid: kidRead, ...jwk } = read.data;
  const kid = kidGiven ?? kidRead;
  if (!kid) throw bad('its "kid" is missing; copy the key id from Project Settings > JWT Keys');
  const key = await importJWK(jwk, 'ES256').catch(() => {
    throw bad('its parts "x", "y" and "d" are not those of one P-256 key; copy it whole');
  });
  return { algorithm: 'ES256', key, kid };
}

function bad(what: string): ExpectedError {
  return new ExpectedError('bad_signing_key', `Cannot use the signing key: ${what}`);
}
