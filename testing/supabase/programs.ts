import { createHash } from 'node:crypto';
import type { ContentForBot } from '../../ports/content.ts';
import type { TestDatabase } from '../database/database.ts';

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let minted = 0;

/** A token of team T1 as `npm run token` stores it: bia's, for ana in C1, unless changed. */
export async function mintToken(database: Pick<TestDatabase, 'owner'>, change: Record<string, unknown> = {}) {
  minted += 1;
  const id = `tok${String(minted).padStart(9, '0')}`;
  const secret = createHash('sha256').update(`secret ${minted}`).digest('base64url');
  const token = {
    id,
    team_id: 'T1',
    name: `program-${minted}`,
    owner_id: 'bia',
    secret_sha256: sha256(secret),
    types: ['carousel', 'blog', 'research'],
    people: ['ana'],
    channels: ['C1'],
    may_start: true,
    may_read: true,
    webhook_url: null,
    webhook_secret: null,
    most_requests: 60,
    expires_at: '2036-01-01T00:00:00Z',
    ...change,
  };
  await database.owner.query('select content.mint_job_token($1)', [JSON.stringify(token)]);
  return { ...token, id, secret, bearer: `Bearer gl_${id}_${secret}` };
}

type StartRequest = Parameters<ContentForBot['startProgramJob']>[0];

/** What the bot asks for a program that wants a carousel. */
export function programRequest(
  tokenId: string,
  key: string,
  { body_sha256 = 'body', ...job }: Partial<StartRequest['job']> & { body_sha256?: string } = {},
): StartRequest {
  return {
    token_id: tokenId,
    key,
    body_sha256,
    job: {
      type: 'carousel',
      brief: {
        topic: `brief ${key}`,
        audience: null,
        language: null,
        slides: null,
        tone: null,
        call_to_action: null,
      },
      requester_id: 'ana',
      channel_id: 'C1',
      named_approver: null,
      from_job_id: null,
      command: 'POST /jobs',
      ...job,
    },
  };
}
