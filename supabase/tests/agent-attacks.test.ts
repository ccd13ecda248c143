import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../testing/database/database.ts';
import {
  connectParts,
  installTeam,
  jobInReview,
  type Parts,
  startJob,
  TEAM,
} from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
});

interface Target {
  jobId: string;
  version: number;
  hash: string;
  fence: number;
}

/** Every function of the API with what a part could send to have the draft approved: the right names, by names of arguments. */
async function attempts({ jobId, version, hash, fence }: Target) {
  const { rows } = await database.owner.query(
    `select n.nspname as schema, p.proname as name, coalesce(p.proargnames[1:p.pronargs], '{}') as names,
       array(select format_type(t, null) from unnest(p.proargtypes) t) as types
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname in ('content', 'outreach', 'platform') and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype order by 1, 2`,
  );
  const everything = {
    ...{
      id: jobId,
      job_id: jobId,
      thread_id: jobId,
      team_id: TEAM,
      version,
      hash,
      fence,
      from_version: version,
    },
    ...{
      reviewer_id: 'leo',
      person_id: 'leo',
      user_id: 'leo',
      approver_id: 'leo',
      approved_by: ['leo'],
      requester_id: 'leo',
    },
    ...{
      decision: 'approve',
      status: 'approved',
      outcome: 'approved',
      role: 'admin',
      note: null,
      key: 'attack',
    },
    ...{
      channel_id: 'C1',
      idempotency_key: 'attack',
      override_reason: 'because',
      artifacts: [],
      finals: [],
      reason: null,
    },
  };
  const guess = (name: string, type: string): unknown => {
    if (/\[\]$/.test(type)) return [jobId];
    if (/json/.test(type)) return /s$/.test(name) ? [everything] : everything;
    if (type === 'boolean') return true;
    if (/int|numeric|double/.test(type)) return /version/.test(name) ? version : fence;
    if (/time|date/.test(type)) return '2026-11-30T12:00:00Z';
    if (type === 'interval') return '1 day';
    if (/job|thread|^p_id$/.test(name)) return jobId;
    if (/team/.test(name)) return TEAM;
    if (/role/.test(name)) return 'admin';
    return /person|user|reviewer|by/.test(name) ? 'leo' : 'approved';
  };
  // What would take the job out of reach comes last.
  const ends = ({ name }: Record<string, unknown>) =>
    /fail|give_back|expire|delete|prune|erase|keep_|stop/.test(String(name));
  return rows
    .toSorted((a, b) => Number(ends(a)) - Number(ends(b)))
    .map(({ schema, name, names, types }) => ({
      schema: schema as 'content' | 'outreach' | 'platform',
      name: String(name),
      args: Object.fromEntries(
        (names as string[]).map((argument, at) => [argument, guess(argument, (types as string[])[at] ?? '')]),
      ),
    }));
}

/** How each call ended; what an API refuses is no fault. `closed` is what the role is known not to be granted, and grows. */
async function tryAll(role: 'greenlight_agent' | 'greenlight_governor', target: Target, closed: Set<string>) {
  let answered = 0;
  for (const { schema, name, args } of await attempts(target)) {
    if (closed.has(`${role} ${schema}.${name}`)) continue;
    try {
      await parts.rpc[role](schema)(name, args, z.unknown());
      answered += 1;
    } catch (error) {
      if (/42501|permission denied/.test(String(error))) closed.add(`${role} ${schema}.${name}`);
      else answered += 1;
    }
  }
  return answered;
}
const approved = async () => {
  const { rows } = await database.owner.query(
    `select (select count(*) from content.drafts where status = 'approved')::integer as drafts,
       (select count(*) from content.reviews)::integer as reviews,
       (select count(*) from content.jobs where type = 'carousel' and status = 'completed')::integer as jobs,
       (select count(*) from platform.people where role = 'admin')::integer as admins`,
  );
  return rows[0];
};

test('an agent and a governor that try every function get no draft approved, with a job in review and with one they hold', async () => {
  const before = await approved();
  const { id, draft } = await jobInReview(parts);
  const inReview = { jobId: id, version: draft.version, hash: draft.hash, fence: 1 };
  const heldId = await startJob(parts);
  const held = await parts.agent.claimJob('attacker', ['carousel']);
  expect(held?.id).toBe(heldId);
  const closed = new Set<string>();
  for (const [role, target] of [
    ['greenlight_agent', inReview],
    ['greenlight_agent', { ...inReview, jobId: heldId, fence: held?.fence ?? 0 }],
    ['greenlight_governor', inReview],
  ] as const) {
    expect(await tryAll(role, target, closed)).toBeGreaterThan(15);
    expect(await approved()).toEqual(before);
  }
  expect(closed.size).toBeGreaterThan(600);
  expect((await parts.bot.getJob(id))?.status).toBe('awaiting_review');

  // The same attempt with the bot's token decides: what is tried is what it takes.
  const click = (await attempts(inReview)).find(({ name }) => name === 'record_review');
  await parts.rpc.greenlight_bot('content')('record_review', click?.args ?? {}, z.unknown());
  expect(await approved()).toMatchObject({ drafts: 1, reviews: 1 });
});
