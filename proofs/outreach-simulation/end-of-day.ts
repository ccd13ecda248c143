import { createHash } from 'node:crypto';
import { isWriteKind } from '../../sandbox/linkedin/kinds.ts';
import { BY_HAND, DAY, MINUTE, type OutreachWorld } from './outreach-world.ts';

/** The least gap that any rules allow, and what the way of a call may take from it. */
const LEAST_GAP_MS = 20 * MINUTE - 5000;

/** What must be true at the end of each day, besides what is watched at each call and each change. */
export async function breachesOfDay(world: OutreachWorld): Promise<string[]> {
  const { database, linkedIn } = world;
  const breaches = [...linkedIn.breaches];
  const each = async (sql: string, tell: (row: Record<string, unknown>) => string) =>
    breaches.push(...(await database.query(sql)).rows.map(tell));

  await each(
    'select at, what from simulation.breaches order by at limit 20',
    ({ at, what }) => `${iso(at)} ${what}`,
  );
  await each(
    `select n.id, n.executed_at from outreach.linkedin_automation n
     where n.status = 'dispatching' and n.executed_at < platform.now() - interval '12 hours' and n.executed_at <= platform.now()`,
    ({ id, executed_at }) => `action ${id} has been on its way since ${iso(executed_at)}`,
  );
  await each(
    `select l.account_id, l.action_type, l.local_date, count(*) as n, d.draw
     from outreach.release_ledger l join outreach.linkedin_automation n on n.id = l.action_id and n.in_reply_to is null
     left join outreach.quota_draws d on d.account_id = l.account_id and d.action_type = l.action_type and d.local_date = l.local_date
     where l.counted and l.source = 'release' group by 1, 2, 3, d.draw having count(*) > coalesce(d.draw, 0)`,
    ({ account_id, action_type, local_date, n, draw }) =>
      `${n} ${action_type} on ${local_date} of ${account_id}, of ${draw} drawn`,
  );
  // What its owner writes by hand says so.
  await each(
    `select e.message_id, e.account_id from outreach.release_ledger l
     join outreach.inbound_events e on e.account_id = l.account_id and e.message_id = l.provider ->> 'message_id'
     where l.source = 'manual' and e.text not like '${BY_HAND}%'`,
    ({ message_id, account_id }) =>
      `message ${message_id}, which ${account_id} sent, is counted as one by hand`,
  );
  await each(
    `select n.id, n.attempts, count(l.id) as calls from outreach.linkedin_automation n left join outreach.release_ledger l on l.action_id = n.id
     group by n.id having n.attempts > count(l.id) or n.attempts > 3`,
    ({ id, attempts, calls }) => `action ${id} counts ${attempts} attempts and has ${calls} releases`,
  );
  await each(
    `select m.action_id, m."from", m."to" from simulation.moves m
     where not exists (
       select from outreach.audit u where u.subject_kind = 'action' and u.subject_id = m.action_id and u.at = m.at and u.from_state = m."from" and u.to_state = m."to")
     limit 5`,
    ({ action_id, from, to }) =>
      `the audit does not know that action ${action_id} went from ${from} to ${to}`,
  );
  await each(
    `select n.id, n.status, (select u.to_state from outreach.audit u where u.subject_kind = 'action' and u.subject_id = n.id order by u.id desc limit 1) as told
     from outreach.linkedin_automation n
     where n.status is distinct from (select u.to_state from outreach.audit u where u.subject_kind = 'action' and u.subject_id = n.id and u.to_state is not null order by u.id desc limit 1)`,
    ({ id, status, told }) => `action ${id} is ${status}; by the audit it is ${told}`,
  );
  await each(
    `select n.id, n.status, n.blocked_by from outreach.linkedin_automation n
     where n.status in ('approved', 'scheduled') and n.blocked_by is null and not n.aside
       and greatest(n.scheduled_for, n.approved_at, n.not_before, (select max(m.at) from simulation.moves m where m.action_id = n.id))
         < platform.now() - interval '1 day'`,
    ({ id }) => `action ${id} waits, and nothing says why or until when`,
  );
  await each(
    `select n.id, c.last_inbound_id from outreach.linkedin_automation n
     join lateral (
       select c.last_inbound_id, e.received_at from outreach.contacts c join outreach.inbound_events e on e.id = c.last_inbound_event
       where c.lead_id = n.lead_id and c.last_inbound_event is not null order by c.last_inbound_event desc limit 1) c on true
     where n.status in ('approved', 'scheduled', 'pending_approval') and n.action_type in ('send_invite', 'send_message')
       -- What went once and came back, people have decided on anew.
       and n.fence = 0 and coalesce(n.approved_at, n.created_at) < c.received_at
       and c.last_inbound_id <> all (array[coalesce(n.goes_on_after, ''), coalesce(n.in_reply_to, '')])`,
    ({ id, last_inbound_id }) => `action ${id} waits although its person wrote ${last_inbound_id}`,
  );
  await each(
    `select n.id, n.step, c.status from outreach.linkedin_automation n
     join outreach.campaign_leads c on c.campaign_id = n.campaign_id and c.lead_id = n.lead_id
     where n.status in ('approved', 'scheduled', 'pending_approval') and c.status in ('replied', 'stopped', 'finished', 'skipped')`,
    ({ id, step, status }) =>
      `step ${step}, action ${id}, waits although its person is ${status} in the campaign`,
  );
  breaches.push(...(await wrongDraws(world)), ...(await notSaid(world)), ...tooClose(world));
  breaches.push(...(await contradictions(world)));
  return breaches;
}

/** What is taken for a person's answer, they wrote. */
async function notSaid({ database, linkedIn }: OutreachWorld): Promise<string[]> {
  const { chats, people } = linkedIn.net;
  const said = new Set(people.all().flatMap((p) => chats.saidBy(p.provider_id).map(({ id }) => id)));
  const { rows } = await database.query(
    `select message_id, account_id from outreach.inbound_events where kind = 'message'`,
  );
  return rows
    .filter(({ message_id }) => !said.has(String(message_id).replace(/^2-/, '')))
    .map(
      ({ message_id, account_id }) =>
        `message ${message_id} of ${account_id} is no person's, and taken for an answer`,
    );
}

/** @param at As pg reads a time. */
const iso = (at: unknown) => (at as Date).toISOString();

/** A day's draw is what the secret, the account, the type, the date and the rule of then make of it, after any restart, for all governors. */
async function wrongDraws({ database, history }: OutreachWorld): Promise<string[]> {
  const { rows } = await database.query(
    `select d.account_id, d.action_type, d.local_date::text as date, d.draw, d.rule_version, r.low, r.high, s.draw as first
     from outreach.quota_draws d
     left join simulation.draws s using (account_id, action_type, local_date)
     left join (select distinct account_id, rule_key, version, low, high from simulation.rules_seen) r
       on r.account_id = d.account_id and r.rule_key = d.action_type and r.version = d.rule_version`,
  );
  return rows.flatMap(({ account_id, action_type, date, draw, rule_version, low, high, first }) => {
    const of = [`history ${history}`, account_id, action_type, date].map((part) => JSON.stringify(part));
    const hash = createHash('sha256')
      .update(`[${[...of, rule_version].join(', ')}]`)
      .digest('hex');
    const span = BigInt(Number(high) - Number(low) + 1);
    const drawn = low === null ? null : Number(low) + Number(BigInt(`0x${hash.slice(0, 15)}`) % span);
    return draw === drawn && draw === first
      ? []
      : [
          `${draw} ${action_type} were drawn for ${date} of ${account_id}; by its rule ${drawn}, at first ${first}`,
        ];
  });
}

/** By true time, which no clock that is set changes. A person's answer goes two minutes after another action. */
function tooClose({ linkedIn }: OutreachWorld): string[] {
  const last = new Map<string, number>();
  const breaches: string[] = [];
  for (const { call, trueAt, clockSetAt, heardSince } of linkedIn.writes) {
    const before = last.get(call.account_id ?? '');
    last.set(call.account_id ?? '', trueAt);
    const isAnswer =
      call.kind === 'send_message' && linkedIn.net.chats.saidBy(call.person_id ?? '').length > 0;
    const least = isAnswer ? 2 * MINUTE - 5000 : LEAST_GAP_MS;
    // A governor that heard the database for the first time after its clock was set cannot know of it.
    const couldKnow = before !== undefined && (clockSetAt < before || heardSince < clockSetAt);
    if (before !== undefined && couldKnow && trueAt - before < least)
      breaches.push(
        `call ${call.id} came ${((trueAt - before) / MINUTE).toFixed(1)} true minutes after the one before`,
      );
  }
  return breaches;
}

/** What the product believes of its releases against what LinkedIn did. */
async function contradictions({ database, linkedIn, wall }: OutreachWorld): Promise<string[]> {
  const { rows } = await database.query(
    `select n.id, n.status, n.action_type, n.payload ->> 'text' as text, n.result ->> 'outcome' as outcome, n.result ? 'resolved_by' as told, n.error ->> 'code' as code,
       a.provider_account_id as account, l.provider_id, split_part(l.profile_url, '/', 5) as slug, n.attempts,
       (extract(epoch from n.executed_at) * 1000)::float8 as at
     from outreach.linkedin_automation n join outreach.accounts a on a.id = n.account_id join outreach.leads l on l.id = n.lead_id
     where n.attempts > 0`,
  );
  const breaches: string[] = [];
  const effects = linkedIn.calls().filter((c) => c.effect);
  const key = (account: unknown, kind: unknown, lead: unknown, text: unknown) =>
    [account, kind, lead, text].join('|');
  const done = new Map<string, number>();
  for (const c of effects) {
    const name = key(c.account_id, c.kind, c.lead, c.text);
    done.set(name, (done.get(name) ?? 0) + 1);
  }
  const claimed = new Map<string, number>();
  for (const row of rows) {
    const name = key(row.account, row.action_type, row.slug, row.text);
    const mayBe =
      ['completed', 'unknown', 'dispatching'].includes(String(row.status)) ||
      Number(row.at) > wall.now() - DAY;
    if (mayBe) claimed.set(name, (claimed.get(name) ?? 0) + 1);
    if (
      row.status === 'completed' &&
      row.outcome === 'sent' &&
      !row.told &&
      !done.has(name) &&
      row.action_type !== 'withdraw_invite'
    )
      breaches.push(`action ${row.id} is completed, and LinkedIn knows of no ${row.action_type}`);
  }
  for (const [name, count] of done)
    if (count > (claimed.get(name) ?? 0))
      breaches.push(`${name} happened ${count} times at LinkedIn, and ${claimed.get(name) ?? 0} times here`);
  return breaches;
}

/** Any write of an account, for the figures. */
export const writesOf = ({ linkedIn }: OutreachWorld) =>
  linkedIn.calls().filter(({ kind }) => isWriteKind(kind)).length;
