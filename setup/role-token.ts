import { createHmac, sign } from 'node:crypto';
import { z } from 'zod';
import type { PartRow } from './parts.ts';
import type { SigningKey } from './signing-key.ts';

export const DAY_MS = 24 * 3600 * 1000;

/** A token that ends sooner is replaced by setup, and doctor warns of it. */
export const RENEW_BEFORE_DAYS = 14;

/** A JWT with which one part calls the database. Two tokens of a part are valid side by side, each until its own end. */
export function mintRoleToken(key: SigningKey, part: PartRow, nowMs: number, days: number): string {
  const iat = Math.floor(nowMs / 1000);
  const header = { alg: key.algorithm, typ: 'JWT', ...(key.kid === null ? {} : { kid: key.kid }) };
  const claims = { role: part.role, sub: part.sub, iss: 'greenlight', iat, exp: iat + days * 86_400 };
  const signed = [header, claims].map((piece) => base64url(JSON.stringify(piece))).join('.');
  const signature =
    key.algorithm === 'HS256'
      ? createHmac('sha256', key.secret).update(signed).digest()
      : // JWTs carry r and s side by side, not OpenSSL's DER.
        sign('sha256', Buffer.from(signed), { key: key.key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${base64url(signature)}`;
}

const claims = z.object({ role: z.string(), exp: z.number().optional() });

/** What a token says of itself, unverified. Null: it is no JWT with a role. */
export function readRoleToken(token: string): { role: string; expiresAtMs: number | null } | null {
  try {
    const read = claims.parse(
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
    );
    return { role: read.role, expiresAtMs: read.exp === undefined ? null : read.exp * 1000 };
  } catch {
    return null;
  }
}

function base64url(data: string | Buffer): string {
  return Buffer.from(data).toString('base64url');
}
