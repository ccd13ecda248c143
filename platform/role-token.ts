import { decodeJwt, type JWK, type JWTPayload, SignJWT } from 'jose';
import { z } from 'zod';

/** Database roles of the parts. */
export const partRoles = ['greenlight_bot', 'greenlight_agent', 'greenlight_governor'] as const;
export type PartRole = (typeof partRoles)[number];

/** What a project verifies tokens with, on the side that signs. */
export interface SigningKey {
  algorithm: 'HS256' | 'ES256';
  /** The secret's bytes for HS256, a private key for ES256. */
  key: Uint8Array | CryptoKey | JWK;
  /** Names the key among several; ES256 needs it. */
  kid: string | null;
}

export function hs256(secret: string, kid: string | null = null): SigningKey {
  return { algorithm: 'HS256', key: new TextEncoder().encode(secret), kid };
}

export function signClaims({ algorithm, key, kid }: SigningKey, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: 'JWT', ...(kid === null ? {} : { kid }) })
    .sign(key);
}

/**
 * A JWT with which one part calls the database. Two tokens of a part are valid side by side, each until its own end.
 *
 * @param sub What the database's logs name the part by.
 * @throws {RangeError} If `role` is none of the parts' roles or `seconds` is not positive.
 */
export function mintRoleToken(
  key: SigningKey,
  { role, sub }: { role: PartRole; sub?: string },
  { nowMs, seconds }: { nowMs: number; seconds: number },
): Promise<string> {
  if (!partRoles.includes(role)) {
    throw new RangeError(`Cannot mint a token for role "${role}"; accepted: ${partRoles.join(', ')}`);
  }
  if (!(seconds > 0))
    throw new RangeError(`Cannot mint a token that lives ${seconds} s; accepted: more than 0`);
  const iat = Math.floor(nowMs / 1000);
  const whose = sub === undefined ? {} : { sub };
  return signClaims(key, { role, ...whose, iss: 'greenlight', iat, exp: iat + Math.ceil(seconds) });
}

const claims = z.object({ role: z.string(), exp: z.number().optional() });

/** What a token says of itself, unverified. Null: it is no JWT with a role. */
export function readRoleToken(token: string): { role: string; expiresAtMs: number | null } | null {
  try {
    const { role, exp } = claims.parse(decodeJwt(token));
    return { role, expiresAtMs: exp === undefined ? null : exp * 1000 };
  } catch {
    return null;
  }
}
