import { createHash } from 'node:crypto';
import type { ContentForBot, ProgramToken } from '../../ports/content.ts';
import { ProgramRefusal } from './program-refusal.ts';

/** `gl_` · id of the token · its secret, 256 random bits. */
const BEARER = /^Bearer +gl_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/i;
const CHALLENGE = { 'www-authenticate': 'Bearer realm="Greenlight jobs"' };

/**
 * The token that a request comes with. A request that is admitted counts; only the hash of the secret leaves this process.
 *
 * @throws {ProgramRefusal} `token_missing`, `token_unknown`, `token_ended`, `too_many_requests`.
 * @throws {ExpectedError} `owner_not_allowed`.
 */
export async function admit(
  content: Pick<ContentForBot, 'admitProgram'>,
  authorization: string | undefined,
): Promise<ProgramToken> {
  const refuse = (code: string, message: string) => new ProgramRefusal(401, code, message, CHALLENGE);
  if (authorization === undefined)
    throw refuse(
      'token_missing',
      'The header Authorization must be "Bearer" and a token of "npm run token".',
    );
  const [, id, secret] = BEARER.exec(authorization) ?? [];
  const unknown = refuse(
    'token_unknown',
    'This is no token of this installation; accepted are those of "npm run token".',
  );
  if (id === undefined || secret === undefined) throw unknown;
  const admission = await content.admitProgram(id, createHash('sha256').update(secret).digest('hex'));
  switch (admission?.outcome) {
    case undefined:
      throw unknown;
    case 'admitted':
      return admission.token;
    case 'too_many':
      throw new ProgramRefusal(
        429,
        'too_many_requests',
        `This token has made its requests of this minute; accepted are more in ${admission.retry_after_s} s.`,
        { 'retry-after': String(admission.retry_after_s) },
      );
    default:
      throw refuse(
        'token_ended',
        `This token ${admission?.outcome === 'revoked' ? 'was revoked' : 'has expired'}; its owner mints another with "npm run token".`,
      );
  }
}
