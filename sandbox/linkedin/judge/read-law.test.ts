import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../../testing/database/database.ts';
import {
  ACCOUNT,
  DAY,
  leadsOf,
  MONDAY,
  startTestLinkedIn,
  type TestLinkedIn,
} from '../../../testing/linkedin.ts';
import { seedContent } from '../../demo/seed/seed.ts';
import { seedOutreach } from '../../demo/seed/seed-outreach.ts';
import { createReadLaw } from './read-law.ts';

const TEAM = 'T0GREENLIGHT';
const database = useDatabase();
const sql = (text: string, values?: unknown[]) => database.owner.query(text, values);
const rpc = async (fn: string, ...values: unknown[]) => {
  const marks = values.map((_, i) => `$${i + 1}`).join(', ');
  return (await sql(`select outreach.${fn}(${marks}) as answer`, values)).rows[0]?.answer;
};

let t: TestLinkedIn;
let accountId: string;
let leads: { provider_id: string; lead: string }[];

beforeAll(async () => {
  const people = [
    { id: 'U0PEDRO', real_name: 'Pedro Alves', role: 'member', tz: 'America/Sao_Paulo' },
    { id: 'U0LUCIA', real_name: 'Lúcia Ferraz', role: 'approver', tz: 'America/Sao_Paulo' },
    { id: 'U0RENATA', real_name: 'Renata Prado', role: 'admin', tz: 'America/Sao_Paulo' },
  ];
  await seedContent(database.owner, { teamId: TEAM, people });
  accountId = await seedOutreach(database.owner, { teamId: TEAM });
  // Monday 10:00 in São Paulo, so that the release's window is open.
  await sql('select platform.set_clock_offset(to_timestamp($1) - pg_catalog.now())', [MONDAY / 1000 + 3600]);
  await rpc('acknowledge_terms', accountId, 'U0RENATA');
  t = await startTestLinkedIn({ readLaw: createReadLaw(database.owner), at: MONDAY + 3_600_000 });
  ({ connections: leads } = await leadsOf(t));
});
afterAll(() => t.stop());

const friend = (index: number) => leads[index] ?? { provider_id: '', lead: '' };

async function approve(index: number, text: string): Promise<string> {
  const proposal = {
    team_id: TEAM,
    account_id: accountId,
    type: 'send_message',
    profile_url: `https://www.linkedin.com/in/${friend(index).lead}`,
    name: null,
    text,
    author_id: 'U0PEDRO',
    channel_id: 'C0SALES',
    idempotency_key: randomUUID(),
    response_url: null,
  };
  const { action_id } = (await rpc('propose_action', JSON.stringify(proposal))) as { action_id: string };
  const action = (await rpc('get_action', action_id)) as { revision: number; hash: string };
  const click = { action_id, person_id: 'U0LUCIA', decision: 'approve', note: null };
  const decided = await rpc(
    'decide_action',
    JSON.stringify({ ...click, revision: action.revision, hash: action.hash }),
  );
  expect(decided).toMatchObject({ outcome: 'decided' });
  return action_id;
}

/** As the release does it; what the release itself checks is tested elsewhere. */
async function dispatch(actionId: string): Promise<void> {
  await sql(
    `update outreach.linkedin_automation set status = 'scheduled', scheduled_for = platform.now() where id = $1`,
    [actionId],
  );
  await sql(
    `update outreach.linkedin_automation
     set status = 'dispatching', executed_at = platform.now(), daily_limit_check = true, time_window_check = true
     where id = $1`,
    [actionId],
  );
}
const end = (actionId: string) =>
  sql(`update outreach.linkedin_automation set status = 'completed' where id = $1`, [actionId]);

test('seedOutreach() twice gives one account and forty leads, known by the simulator ids', async () => {
  expect(await seedOutreach(database.owner, { teamId: TEAM })).toBe(accountId);
  const { rows } = await sql(
    `select count(*)::int as leads, count(distinct i.value)::int as ids
     from outreach.leads l join outreach.lead_identities i on i.lead_id = l.id and i.kind = 'provider_id'`,
  );
  expect(rows[0]).toEqual({ leads: 40, ids: 40 });
});

test('an approved action that is being released is no breach; the account rules bind it', async () => {
  const action = await approve(0, 'Bom dia');
  await dispatch(action);
  await t.message(friend(0).provider_id, 'Bom dia');
  expect(t.linkedin.judge.breaches()).toEqual([]);
  await end(action);
  const again = await approve(1, 'Boa tarde');
  await dispatch(again);
  await t.pass(5 * 60_000);
  await t.message(friend(1).provider_id, 'Boa tarde');
  expect(t.breaches()).toEqual(['gap']);
  await end(again);
  await t.control({ forgive_breaches: true });
});

test('other words than the approved ones, and words that only wait, are breaches', async () => {
  const action = await approve(2, 'Aprovado assim');
  await t.pass(60 * 60_000);
  await t.message(friend(2).provider_id, 'Aprovado assim');
  await t.pass(60 * 60_000);
  await dispatch(action);
  await t.message(friend(2).provider_id, 'Escrito de outro jeito');
  expect(t.breaches()).toEqual(['not_approved', 'not_approved']);
  await end(action);
  await t.control({ forgive_breaches: true });
});

test('a suppressed person is known by every name', async () => {
  const action = await approve(3, 'Olá');
  await dispatch(action);
  const url = `https://www.linkedin.com/in/${friend(3).lead}`;
  await rpc(
    'suppress',
    JSON.stringify({ team_id: TEAM, kind: 'person', value: url, person_id: 'U0RENATA', reason: 'asked' }),
  );
  await t.pass(DAY);
  await t.message(friend(3).provider_id, 'Olá');
  expect(t.breaches()).toContain('suppressed');
  await t.control({ forgive_breaches: true });
});

test('an account that was not installed may do nothing', async () => {
  const other = { first_name: 'A', last_name: 'B', provider_id: 'ACoAAother', public_identifier: 'a-b' };
  await t.control({ account: { id: 'acc_other', name: 'Other', ...other } });
  await t.invite(friend(4).provider_id, undefined, 'acc_other');
  expect(t.breaches()).toEqual(['not_approved']);
  expect(ACCOUNT).not.toBe('acc_other');
});
