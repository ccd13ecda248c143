import { createHash, randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { ExpectedError } from '../platform/errors.ts';
import type { Place } from './place.ts';
import { readTokenWish, type TokenWish } from './read-token-wish.ts';
import { refusedBySql } from './refused-by-sql.ts';

/** Mints a token, and shows it and the webhook's secret this once: they are kept nowhere, or where no one reads them. */
export async function mintProgramToken(place: Place, wish: TokenWish): Promise<void> {
  const fields = readTokenWish(wish, place.nowMs);
  for (const userId of new Set([fields.owner_id, ...fields.people])) await place.knowMember(userId);
  const id = Array.from({ length: 12 }, () => randomInt(36).toString(36)).join('');
  const secret = randomBytes(32).toString('base64url');
  const webhook_secret =
    fields.webhook_url === null ? null : `whsec_${randomBytes(32).toString('base64url')}`;
  await call(place, 'content.mint_job_token($1)', [
    JSON.stringify({
      ...fields,
      id,
      team_id: place.teamId,
      secret_sha256: createHash('sha256').update(secret).digest('hex'),
      webhook_secret,
    }),
  ]);
  place.say(
    `done     Token "${fields.name}" of ${fields.owner_id}, valid until ${fields.expires_at.slice(0, 10)}`,
  );
  place.say('');
  place.say(`  token            gl_${id}_${secret}`);
  if (webhook_secret) place.say(`  webhook secret   ${webhook_secret}`);
  place.say('');
  place.say('Both are shown this once. docs/jobs-api.md says how a program uses them.');
}

const listed = z.array(
  z.object({
    name: z.string(),
    owner_id: z.string(),
    types: z.array(z.string()),
    people: z.array(z.string()),
    channels: z.array(z.string()),
    may_start: z.boolean(),
    may_read: z.boolean(),
    webhook_url: z.string().nullable(),
    last_used_at: z.string().nullable(),
    expires_at: z.string(),
    revoked_at: z.string().nullable(),
    jobs: z.number(),
    webhooks: z.object({ waiting: z.number(), delivered: z.number(), given_up: z.number() }),
  }),
);

export async function listProgramTokens(place: Place): Promise<void> {
  const tokens = listed.parse(await call(place, 'content.list_job_tokens($1)', [place.teamId]));
  if (tokens.length === 0)
    place.say('There is no token. "npm run token -- mint NAME --help" says how one is made.');
  for (const token of tokens) {
    const may = [...(token.may_start ? ['start'] : []), ...(token.may_read ? ['read'] : [])].join(', ');
    const end = token.revoked_at
      ? `revoked ${day(token.revoked_at)}`
      : `${Date.parse(token.expires_at) <= place.nowMs ? 'expired' : 'valid until'} ${day(token.expires_at)}`;
    place.say(`${token.name}: ${end}, of ${token.owner_id}`);
    place.say(
      `  may ${may}: ${token.types.join(', ')} for ${token.people.join(', ')} in ${token.channels.join(', ')}`,
    );
    place.say(`  ${token.jobs} jobs, last used ${token.last_used_at ? day(token.last_used_at) : 'never'}`);
    if (token.webhook_url) {
      const { delivered, waiting, given_up } = token.webhooks;
      place.say(
        `  webhook ${token.webhook_url}: ${delivered} delivered, ${waiting} waiting, ${given_up} given up`,
      );
    }
  }
}

export async function revokeProgramToken(place: Place, name: string): Promise<void> {
  if ((await call(place, 'content.revoke_job_token($1, $2)', [place.teamId, name])) === null) {
    throw new ExpectedError('unknown_token', `Cannot revoke "${name}": no token of that name is in force`, {
      hint: '"npm run token -- list" shows them.',
    });
  }
  place.say(`done     Token "${name}" is revoked; the jobs that it started go on.`);
}

const day = (iso: string) => iso.slice(0, 10);

/** One SQL function of the owner. */
async function call(place: Place, what: string, values: unknown[]): Promise<unknown> {
  const { rows } = await refusedBySql(place.query(`select ${what} as it`, values));
  return rows[0]?.it ?? null;
}
