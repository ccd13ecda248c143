import { createLocalJWKSet, type JWTPayload } from 'jose';
import { expect, it } from 'vitest';
import { hs256, signClaims } from '../../../platform/role-token.ts';
import { verifyCaller } from './verify-caller.ts';

const secret = 'a secret that is long enough for HS256';
const keys = {
  publishableKey: 'public',
  jwtKey: new TextEncoder().encode(secret),
  publicKey: createLocalJWKSet({ keys: [] }),
};
const call = (token: string, verified: Map<string, JWTPayload>) =>
  verifyCaller(new Headers({ apikey: 'public', authorization: `Bearer ${token}` }), { ...keys, verified });
const tokenUntil = (exp: number) => signClaims(hs256(secret), { role: 'greenlight_bot', exp });

it('verifyCaller() verifies a token once, and answers its later calls with what it claims', async () => {
  const verified = new Map<string, JWTPayload>();
  const token = await tokenUntil(Math.floor(Date.now() / 1000) + 60);
  const first = await call(token, verified);
  expect(first).toMatchObject({ role: 'greenlight_bot', authenticated: true });
  expect([...verified.keys()]).toEqual([token]);
  expect(await call(token, verified)).toEqual(first);
});

it('verifyCaller() refuses a token that has expired since it was verified', async () => {
  const exp = Math.floor(Date.now() / 1000) - 31;
  const token = await tokenUntil(exp);
  const refused = call(token, new Map<string, JWTPayload>([[token, { role: 'greenlight_bot', exp }]]));
  await expect(refused).rejects.toMatchObject({ status: 401, message: 'JWT expired' });
});
