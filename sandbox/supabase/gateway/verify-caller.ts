import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { systemClock } from '../../../platform/clock.ts';
import { Refusal } from './errors.ts';

export interface Caller {
  /** Database role to assume. */
  role: string;
  claims: JWTPayload;
  authenticated: boolean;
}

/** What a project verifies tokens with. */
export interface VerificationKeys {
  publishableKey: string;
  /** For HS256: the legacy secret of a hosted project. */
  jwtKey: Uint8Array;
  /** For ES256: finds the public key by the token's `kid`. */
  publicKey: JWTVerifyGetKey;
  /** Tokens that were verified with these keys, and what they claim: each call of a part brings the same one. */
  verified: Map<string, JWTPayload>;
}

/** A part has one, and another once its own is renewed. */
const MOST_VERIFIED = 100;
/** Seconds of clock skew, as PostgREST allows. */
const SKEW = 30;

/** Roles that mean "do not change the role" or a login; a token never asks for them. */
const notAssumable = ['none', 'authenticator'];

/**
 * Says who calls: `apikey` as hosted's front door wants it, then the token as PostgREST reads it.
 *
 * @throws {Refusal} 401.
 */
export async function verifyCaller(headers: Headers, keys: VerificationKeys): Promise<Caller> {
  const key = headers.get('apikey');
  if (!key) throw new Refusal(401, '', 'No API key found in request');
  if (key !== keys.publishableKey) throw new Refusal(401, '', 'Invalid API key');
  const bearer = /^bearer\s+(.*)$/i.exec(headers.get('authorization') ?? '')?.[1]?.trim();
  // Without a token the client puts the key there.
  if (!bearer || bearer === keys.publishableKey) {
    return { role: 'anon', claims: { role: 'anon' }, authenticated: false };
  }
  const claims = await verify(bearer, keys);
  const role = claims.role ?? 'anon';
  if (typeof role !== 'string' || role === '' || notAssumable.includes(role)) {
    throw new Refusal(401, 'PGRST303', 'Parsing claims failed');
  }
  return { role, claims, authenticated: true };
}

async function verify(token: string, keys: VerificationKeys): Promise<JWTPayload> {
  const known = keys.verified.get(token);
  if (known && (known.exp ?? Number.POSITIVE_INFINITY) + SKEW > systemClock.now() / 1000) return known;
  try {
    // `none` and everything else is refused.
    const options = { algorithms: ['HS256', 'ES256'], clockTolerance: SKEW };
    const { payload } = await jwtVerify(token, keyFor(keys), options);
    if (keys.verified.size >= MOST_VERIFIED) keys.verified.clear();
    keys.verified.set(token, payload);
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Refusal(401, 'PGRST303', 'JWT expired');
    if (error instanceof errors.JWTClaimValidationFailed) throw new Refusal(401, 'PGRST303', error.message);
    if (error instanceof errors.JOSEAlgNotAllowed) {
      throw new Refusal(401, 'PGRST301', 'Wrong or unsupported encoding algorithm');
    }
    if (error instanceof errors.JWKSNoMatchingKey) {
      throw new Refusal(401, 'PGRST301', 'No suitable key was found to decode the JWT');
    }
    if (error instanceof errors.JOSEError) throw new Refusal(401, 'PGRST301', "JWT couldn't be decoded");
    throw error;
  }
}

/**
 * One kind of key for each algorithm, so that a public key can never pass as an HMAC secret. A token of an asymmetric
 * key has to name it: a project may hold an old and a new one while they rotate.
 */
function keyFor({ jwtKey, publicKey }: VerificationKeys): JWTVerifyGetKey {
  return (header, token) => {
    if (header.alg === 'HS256') return jwtKey;
    if (!header.kid) throw new errors.JWKSNoMatchingKey();
    return publicKey(header, token);
  };
}
