import { ExpectedError } from '../platform/errors.ts';
import { isAccepted } from './accepted.ts';
import type { Answers } from './answers.ts';
import type { PartRow } from './parts.ts';
import { questions } from './questions.ts';
import { mintRoleToken } from './role-token.ts';
import { readSigningKey, type SigningKey } from './signing-key.ts';

/** The key that the project verifies with; asked for only when something has to be signed. */
export async function askForSigningKey(answers: Answers): Promise<SigningKey> {
  const { known } = answers;
  // A secret that is given leaves no question open.
  const privateKey = known.SETUP_JWT_SECRET
    ? known.SETUP_JWT_PRIVATE_KEY
    : await answers.maybe(questions.privateKey);
  const secret = privateKey === undefined ? await answers.need(questions.jwtSecret) : undefined;
  return readSigningKey({ secret, privateKey, kid: known.SETUP_JWT_KID });
}

/**
 * A new token of one part, which the project has accepted.
 *
 * @throws {ExpectedError} `signature_refused` when the project verifies with another key.
 */
export async function makeToken(
  answers: Answers,
  part: PartRow,
  key: SigningKey,
  { nowMs, days }: { nowMs: number; days: number },
): Promise<string> {
  const token = mintRoleToken(key, part, nowMs, days);
  answers.keepSecret(token);
  const url = await answers.need(questions.supabaseUrl);
  const publishableKey = await answers.need(questions.publishableKey);
  if (await isAccepted({ url, publishableKey, token })) return token;
  throw new ExpectedError(
    'signature_refused',
    `The project does not accept a token that was signed with this ${key.algorithm} key`,
    {
      hint:
        key.algorithm === 'HS256'
          ? "Copy the secret again: Project Settings > JWT Keys > Legacy JWT secret. If it was revoked there, import an ES256 key and give it as SETUP_JWT_PRIVATE_KEY. Also check this machine's clock."
          : "Its kid must be one that Project Settings > JWT Keys lists as in use, standby or previously used. Also check this machine's clock.",
    },
  );
}
