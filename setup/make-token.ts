import { ExpectedError } from '../platform/errors.ts';
import { mintRoleToken, type SigningKey } from '../platform/role-token.ts';
import type { Answers } from './answers.ts';
import { type Api, callRpc } from './call-rpc.ts';
import type { PartRow } from './parts.ts';
import { questions } from './questions.ts';

export const DAY_MS = 86_400_000;

/** Life of a new token where no other is asked for. */
export const TOKEN_DAYS = 180;

/** A token that ends sooner is replaced by setup, and doctor warns of it. */
export const RENEW_BEFORE_DAYS = 14;

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
  const token = await mintRoleToken(key, part, { nowMs, seconds: (days * DAY_MS) / 1000 });
  answers.keepSecret(token);
  if (await isAccepted(await apiWith(answers, token))) return token;
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

/** The project as one part reaches it. */
export async function apiWith(answers: Answers, token: string): Promise<Api> {
  const url = await answers.need(questions.supabaseUrl);
  return { url, publishableKey: await answers.need(questions.publishableKey), token };
}

/**
 * Whether the project takes this token: who calls is judged before what is called.
 *
 * @throws {ExpectedError} `supabase_unreachable`, or `key_refused` for the publishable key.
 */
export async function isAccepted(api: Api): Promise<boolean> {
  const answer = await callRpc(api, 'platform', 'schema_version');
  if (answer.status === 0) {
    throw new ExpectedError('supabase_unreachable', `Cannot reach ${api.url}: ${answer.message}`, {
      hint: 'Check SUPABASE_URL; a project that slept for a week has to be restored in the dashboard.',
    });
  }
  // The front door's own refusal has no code; PostgREST's has one.
  if (answer.status === 401 && answer.code === null) {
    throw new ExpectedError(
      'key_refused',
      `${api.url} does not accept SUPABASE_PUBLISHABLE_KEY: ${answer.message}`,
      { hint: 'Copy it again: Project Settings > API Keys > Publishable key.' },
    );
  }
  return answer.status !== 401;
}
