import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';
import { realtimeSchema } from '../../testing/readers/realtime.ts';
import { connectParts, installTeam, type Parts, startJob, TEAM } from '../../testing/supabase/content.ts';

const database = useDatabase();
let parts: Parts;
const ANA = '00000000-0000-4000-8000-00000000000a';
const ZOE = '00000000-0000-4000-8000-00000000000b';
const views = ['content_history', 'linkedin_automation', 'people'];
const owner = (sql: string, values?: unknown[]) => database.owner.query(sql, values);
const add = async (user_id: string, team_id: string, person_id: string) =>
  (await owner('select readers.add_reader($1) as answer', [JSON.stringify({ user_id, team_id, person_id })]))
    .rows[0]?.answer;

/** What a statement answers to a role with these claims, as PostgREST runs it. */
const as = async (role: string, claims: object, sql: string) =>
  (
    await owner(
      `begin; set local role ${role}; select set_config('request.jwt.claims', '${JSON.stringify(claims)}', true); ${sql}`,
    ).finally(() => owner('rollback'))
  ).rows;
const read = (view: string, user = ANA) =>
  as('authenticated', { role: 'authenticated', sub: user }, `select * from readers.${view}`);
const refused = /permission denied/;

async function anAction(teamId: string, person: string): Promise<string> {
  const account = (
    await owner('select outreach.install_account($1) as id', [
      JSON.stringify({
        team_id: teamId,
        provider_account_id: `acc-${teamId}`,
        name: 'Alba',
        owner_id: person,
        tier: 'free',
      }),
    ])
  ).rows[0]?.id;
  const lead = (
    await owner('select outreach.add_lead($1) as id', [
      JSON.stringify({
        team_id: teamId,
        profile_url: `https://www.linkedin.com/in/joana-${teamId.toLowerCase()}`,
        name: 'Joana Prado',
      }),
    ])
  ).rows[0]?.id;
  const { rows } = await owner(
    `insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, payload, hash, author_id, text_by, channel_id, idempotency_key)
     values ($1, $2, $3, 'send_message', '{"text": "Olá, Joana"}', 'h', $4, $4, 'C1', $1) returning id`,
    [teamId, account, lead, person],
  );
  return String(rows[0]?.id);
}

beforeAll(async () => {
  await installTeam(database);
  parts = await connectParts(database);
  await owner(`select platform.install_team('{"team_id":"T2","name":"Bering"}')`);
  await owner(`select platform.note_person('{"team_id":"T2","user_id":"zoe","name":"Zoë"}')`);
  await startJob(parts);
  await anAction(TEAM, 'ana');
  await anAction('T2', 'zoe');
});

describe('before the command', () => {
  test.each(['anon', 'authenticated', 'service_role', 'greenlight_bot', 'greenlight_agent'])(
    '%s reads no view of readers',
    async (role) => {
      for (const view of views)
        await expect(as(role, { role, sub: ANA }, `select from readers.${view}`)).rejects.toThrow(refused);
    },
  );
});

describe('once a reader was added', () => {
  beforeAll(async () => {
    expect(await add(ANA, TEAM, 'ana')).toBe('added');
    expect(await add(ZOE, 'T2', 'zoe')).toBe('added');
  });

  test('a repeat says so, and another person changes the row', async () => {
    expect(await add(ANA, TEAM, 'ana')).toBe('already');
    expect(await add(ANA, TEAM, 'bia')).toBe('changed');
    await add(ANA, TEAM, 'ana');
  });

  test('each reads the own team, and nothing of the other', async () => {
    expect(await read('content_history')).toMatchObject([
      { type: 'carousel', requester_id: 'ana', status: 'queued' },
    ]);
    expect(await read('content_history', ZOE)).toEqual([]);
    expect(await read('linkedin_automation')).toMatchObject([
      { author_id: 'ana', status: 'pending_approval' },
    ]);
    expect(await read('linkedin_automation', ZOE)).toMatchObject([{ author_id: 'zoe' }]);
    expect(await read('people', ZOE)).toEqual([{ user_id: 'zoe', name: 'Zoë' }]);
  });

  test('a leaky condition of the reader sees no row of another team', async () => {
    await owner(`create function public.leak(p text) returns boolean language plpgsql cost 0.0001 as $$
      begin raise warning 'seen %', p; if p = 'zoe' then raise exception 'leaked'; end if; return true; end $$`);
    await owner('grant execute on function public.leak to authenticated');
    const claims = { role: 'authenticated', sub: ANA };
    const rows = await as(
      'authenticated',
      claims,
      'select author_id from readers.linkedin_automation where public.leak(author_id)',
    );
    expect(rows).toEqual([{ author_id: 'ana' }]);
  });

  test.each([
    ['a sign-in that was not added', { sub: '00000000-0000-4000-8000-00000000000c' }],
    ['an anonymous sign-in', { sub: '00000000-0000-4000-8000-00000000000d', is_anonymous: true }],
    ['a sub that is no uuid', { sub: 'ana' }],
    ['claims without a sub', {}],
  ])('%s reads nothing', async (_, claims) => {
    for (const view of views)
      expect(
        await as(
          'authenticated',
          { role: 'authenticated', ...claims },
          `select * from readers.${view}`,
        ).catch((e) => e),
      ).toEqual([]);
  });

  test.each(['anon', 'service_role', 'greenlight_bot', 'greenlight_governor'])(
    '%s still reads nothing',
    async (role) => {
      for (const view of views)
        await expect(as(role, { role, sub: ANA }, `select from readers.${view}`)).rejects.toThrow(refused);
    },
  );

  test('a reader writes nothing, reaches no table and no other function', async () => {
    const claims = { role: 'authenticated', sub: ANA };
    for (const sql of [
      `insert into readers.people values ('x', 'x')`,
      `update readers.content_history set title = 'x'`,
      'delete from readers.people',
      'select from platform.readers',
      'select from platform.reader_of_the_request',
      'select from content.content_history',
      `select readers.add_reader('{}')`,
      'select readers.close_readers()',
      `select content.read_history('${TEAM}', 'ana', '{}')`,
    ])
      await expect(as('authenticated', claims, sql), sql).rejects.toThrow(refused);
  });

  test('no view holds the person, the words or the answer of an action, nor briefs, notes and jobs about leads', async () => {
    const columns = async (view: string) => Object.keys((await read(view))[0] ?? {});
    expect(await columns('linkedin_automation')).toEqual([
      'id',
      'account_id',
      'action_type',
      'status',
      'blocked_by',
      'scheduled_for',
      'jitter_applied_minutes',
      'daily_limit_check',
      'time_window_check',
      'executed_at',
      'error',
      'campaign',
      'step',
      'author_id',
      'approved_by',
      'approved_at',
      'created_at',
      'updated_at',
    ]);
    expect(await columns('content_history')).toEqual([
      'job_id',
      'type',
      'status',
      'prompt',
      'title',
      'requester_id',
      'versions',
      'approved_by',
      'decided_by',
      'model',
      'usd',
      'created_at',
      'ended_at',
    ]);
    await owner(`insert into content.content_history (job_id, team_id, type, requester_id, prompt, brief, status, created_at)
      select 'j-' || t, '${TEAM}', t, 'ana', 'Joana Prado', '{}', 'running', now()
      from unnest(array['outreach_notes', 'lead_enrichment', 'incoming_webhook', 'knowledge', 'brand_kit']) t`);
    expect(JSON.stringify([await read('content_history'), await read('linkedin_automation')])).not.toMatch(
      /joana/i,
    );
  });

  test('what was for an erased person is not shown', async () => {
    const erase = (at: string) =>
      owner(`update outreach.leads set erased_at = ${at} where team_id = '${TEAM}'`);
    await erase('now()');
    expect(await read('linkedin_automation')).toEqual([]);
    await erase('null');
    expect(await read('linkedin_automation')).toHaveLength(1);
  });

  test('who leaves Slack or becomes a guest reads nothing from then on', async () => {
    for (const left of ['is_deactivated', 'is_guest']) {
      await owner(`update platform.people set ${left} = true where user_id = 'ana'`);
      for (const view of views) expect(await read(view)).toEqual([]);
      await owner(`update platform.people set ${left} = false where user_id = 'ana'`);
    }
    expect(await read('content_history')).toHaveLength(1);
  });

  test('who was removed reads nothing from then on', async () => {
    const remove = async () => (await owner('select readers.remove_reader($1) as was', [ZOE])).rows[0]?.was;
    expect(await remove()).toBe(true);
    expect(await remove()).toBe(false);
    expect(await read('people', ZOE)).toEqual([]);
    await add(ZOE, 'T2', 'zoe');
  });
});

describe('where Realtime is there', () => {
  const heard = async (user: string, topic: string) =>
    as(
      'authenticated',
      { role: 'authenticated', sub: user },
      `select set_config('realtime.topic', '${topic}', true); select event, payload from realtime.messages order by id`,
    );

  beforeAll(async () => {
    // As a project has it: Realtime asks the policy with the topic that a client wants to join.
    await owner(realtimeSchema);
    await add(ANA, TEAM, 'ana');
  });

  test('a change of the team is told to its private channel by its id alone', async () => {
    const id = await startJob(parts, 'bia', false);
    await owner(`update outreach.linkedin_automation set blocked_by = 'window' where team_id = '${TEAM}'`);
    const { rows } = await owner(
      'select distinct topic, private, event from realtime.messages order by event',
    );
    expect(rows).toEqual([
      { topic: `readers:${TEAM}`, private: true, event: 'content_history' },
      { topic: `readers:${TEAM}`, private: true, event: 'linkedin_automation' },
    ]);
    expect(await heard(ANA, `readers:${TEAM}`)).toContainEqual({ event: 'content_history', payload: { id } });
  });

  test('what changed nothing, and what is about a lead, is not told', async () => {
    await owner('delete from realtime.messages');
    await owner(`update outreach.linkedin_automation set blocked_by = 'window' where team_id = '${TEAM}'`);
    await owner(`update content.content_history set status = 'failed' where type = 'lead_enrichment'`);
    expect((await owner('select * from realtime.messages')).rows).toEqual([]);
  });

  test('a reader may join the channel of the own team and no other', async () => {
    await owner(`select realtime.send('{}', 'content_history', 'readers:T2', true)`);
    expect(await heard(ZOE, 'readers:T2')).not.toEqual([]);
    expect(await heard(ANA, 'readers:T2')).toEqual([]);
    expect(await heard('00000000-0000-4000-8000-00000000000c', `readers:${TEAM}`)).toEqual([]);
    expect(await heard(ANA, '')).toEqual([]);
  });

  test('a Realtime that fails holds up no job', async () => {
    await owner(`create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
      language plpgsql as $$ begin raise exception 'no partition'; end $$`);
    await expect(startJob(parts, 'ana', false)).resolves.toMatch(/./);
  });

  test('closing takes the views and the channel from all sign-ins and forgets who read', async () => {
    expect((await owner('select readers.close_readers() as n')).rows).toEqual([{ n: 2 }]);
    for (const view of views) await expect(read(view)).rejects.toThrow(refused);
    expect(await heard(ANA, `readers:${TEAM}`).catch((error: Error) => error.message)).toEqual([]);
    expect((await owner('select * from platform.readers')).rows).toEqual([]);
    expect((await owner('select readers.close_readers() as n')).rows).toEqual([{ n: 0 }]);
  });
});
