import { errors, type JWTPayload, jwtVerify } from 'jose';
import { Refusal } from './errors.ts';

export interface Caller {
  /** Database role to assume. */
  role: string;
  claims: JWTPayload;
  authenticated: boolean;
}

/** Roles that mean "do not change the role" or a login; a token never asks for them. */
const notAssumable = ['none', 'authenticator'];

/**
 * Says who calls: `apikey` as hosted's front door wants it, then the token as PostgREST reads it.
 *
 * @throws {Refusal} 401.
 */
export async function verifyCaller(
  headers: Headers,
  { publishableKey, jwtKey }: { publishableKey: string; jwtKey: Uint8Array },
): Promise<Caller> {
  const key = headers.get('apikey');
  if (!key) throw new Refusal(401, '', 'No API key found in request');
  if (key !== publishableKey) throw new Refusal(401, '', 'Invalid API key');
  const bearer = /^bearer\s+(.*)$/i.exec(headers.get('authorization') ?? '')?.[1]?.trim();
  // Without a token the client puts the key there.
  if (!bearer || bearer === publishableKey) {
    return { role: 'anon', claims: { role: 'anon' }, authenticated: false };
  }
  const claims = await verify(bearer, jwtKey);
  const role = claims.role ?? 'anon';
  if (typeof role !== 'string' || role === '' || notAssumable.includes(role)) {
    throw new Refusal(401, 'PGRST303', 'Parsing claims failed');
  }
  return { role, claims, authenticated: true };
}

async function verify(token: string, key: Uint8Array): Promise<JWTPayload> {
  try {
    // The same 30 s of clock skew that PostgREST allows. Only HS256: `none` and everything else is refused.
    return (await jwtVerify(token, key, { algorithms: ['HS256'], clockTolerance: 30 })).payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Refusal(401, 'PGRST303', 'JWT expired');
    if (error instanceof errors.JWTClaimValidationFailed) throw new Refusal(401, 'PGRST303', error.message);
    if (error instanceof errors.JOSEAlgNotAllowed) {
      throw new Refusal(401, 'PGRST301', 'Wrong or unsupported encoding algorithm');
    }
    if (error instanceof errors.JOSEError) throw new Refusal(401, 'PGRST301', "JWT couldn't be decoded");
    throw error;
  }
}
