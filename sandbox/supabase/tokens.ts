import { generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { type JWK, type JWTPayload, SignJWT } from 'jose';

export const partRoles = ['greenlight_bot', 'greenlight_agent', 'greenlight_governor'] as const;
export type PartRole = (typeof partRoles)[number];

/** A private ES256 key and what a project is told of it. */
export interface SigningKey {
  privateKey: KeyObject;
  publicKey: JWK & { kid: string };
}

/** The sandbox mints at every start; 30 days outlast any run of it. */
const TTL_SECONDS = 30 * 24 * 3600;

/** @throws {RangeError} If `role` is none of the parts' roles or `ttlSeconds` is not positive. */
export function mintToken(
  key: string | SigningKey,
  role: PartRole,
  ttlSeconds: number = TTL_SECONDS,
): Promise<string> {
  if (!partRoles.includes(role)) {
    throw new RangeError(`Cannot mint a token for role "${role}"; accepted: ${partRoles.join(', ')}`);
  }
  if (!(ttlSeconds > 0)) {
    throw new RangeError(`Cannot mint a token that lives ${ttlSeconds} s; accepted: more than 0`);
  }
  const now = Math.floor(Date.now() / 1000);
  return signClaims(key, { role, iss: 'greenlight', iat: now, exp: now + Math.ceil(ttlSeconds) });
}

/** Signs any claims, with HS256 by a secret or ES256 by a key; tests attack with it. */
export function signClaims(key: string | SigningKey, claims: JWTPayload): Promise<string> {
  const token = new SignJWT(claims);
  if (typeof key === 'string') {
    return token.setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(new TextEncoder().encode(key));
  }
  const { kid } = key.publicKey;
  return token.setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid }).sign(key.privateKey);
}

export function makeSigningKey(): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk: JsonWebKey = publicKey.export({ format: 'jwk' });
  return { privateKey, publicKey: { ...(jwk as JWK), kid: randomUUID(), alg: 'ES256', use: 'sig' } };
}
