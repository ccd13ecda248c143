import { type JWTPayload, SignJWT } from 'jose';

export const partRoles = ['greenlight_bot', 'greenlight_agent', 'greenlight_governor'] as const;
export type PartRole = (typeof partRoles)[number];

/** The sandbox mints at every start; 30 days outlast any run of it. */
const TTL_SECONDS = 30 * 24 * 3600;

/** @throws {RangeError} If `role` is none of the parts' roles or `ttlSeconds` is not positive. */
export function mintToken(secret: string, role: PartRole, ttlSeconds: number = TTL_SECONDS): Promise<string> {
  if (!partRoles.includes(role)) {
    throw new RangeError(`Cannot mint a token for role "${role}"; accepted: ${partRoles.join(', ')}`);
  }
  if (!(ttlSeconds > 0)) {
    throw new RangeError(`Cannot mint a token that lives ${ttlSeconds} s; accepted: more than 0`);
  }
  const now = Math.floor(Date.now() / 1000);
  return signClaims(secret, { role, iss: 'greenlight', iat: now, exp: now + Math.ceil(ttlSeconds) });
}

/** Signs any claims; tests attack with it. */
export function signClaims(secret: string, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(secret));
}
