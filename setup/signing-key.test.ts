import { exportJWK, generateKeyPair, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { mintRoleToken, readRoleToken } from '../platform/role-token.ts';
import { createAnswers } from './answers.ts';
import { askForSigningKey } from './signing-key.ts';

const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), kid: 'k1' };
const other = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey);
const ask = (given: object) =>
  askForSigningKey(createAnswers({ SETUP_JWT_PRIVATE_KEY: JSON.stringify(given) }, null));

describe('askForSigningKey()', () => {
  it('reads a private key that signs what its public key verifies', async () => {
    const life = { nowMs: Date.now(), seconds: 60 };
    const token = await mintRoleToken(await ask([jwk]), { role: 'greenlight_bot', sub: 's' }, life);
    const { protectedHeader, payload } = await jwtVerify(token, publicKey);
    expect(protectedHeader).toEqual({ alg: 'ES256', typ: 'JWT', kid: 'k1' });
    expect(payload).toMatchObject({ role: 'greenlight_bot', sub: 's', iss: 'greenlight' });
    expect(readRoleToken(token)).toEqual({ role: 'greenlight_bot', expiresAtMs: (payload.exp ?? 0) * 1000 });
  });

  it.each([
    ['no "kid"', { ...jwk, kid: undefined }, /its "kid" is missing/],
    ['a public key', { ...jwk, d: undefined }, /the private part "d" is missing/],
    ['parts of two keys', { ...jwk, d: other.d }, /"x", "y" and "d" are not those of one P-256 key/],
    ['a part that is cut off', { ...jwk, x: jwk.x?.slice(4) }, /"x", "y" and "d" are not those of one/],
  ])('refuses %s, and does not show it', async (_what, given, expected) => {
    const failure = await ask(given).catch((error: Error) => error.message);
    expect(failure).toMatch(expected);
    expect(failure).not.toContain(jwk.d);
  });
});
