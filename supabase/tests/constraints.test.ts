import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../testing/database/database.ts';

const database = useDatabase();
const { query } = database.owner;
const ours = `('platform', 'content', 'outreach')`;

/** Two teams, A and B, each with a person, a job with a version, a document, an account, a lead and an action. */
beforeAll(async () => {
  for (const t of ['a', 'b']) {
    await query(`
      insert into platform.teams (team_id, name) values ('${t}', '${t}');
      insert into platform.people (team_id, user_id, name) values ('${t}', 'p${t}', 'p');
      insert into content.jobs (id, type, brief, team_id, requester_id, channel_id, idempotency_key)
        values ('j${t}', 'blog', '{}', '${t}', 'p${t}', 'C', '${t}');
      insert into content.drafts (id, job_id, version, hash, content) values ('d${t}', 'j${t}', 1, 'h${t}', '{}');
      insert into content.documents (id, team_id, kind, title, language, text, sha256, added_by)
        values ('doc${t}', '${t}', 'text', 'x', 'en', 'x', 'x', 'p${t}');
      insert into outreach.accounts (id, team_id, provider_account_id, name, owner_id) values ('acc${t}', '${t}', 'prov${t}', 'x', 'p${t}');
      insert into outreach.leads (id, team_id, profile_url) values ('lead${t}', '${t}', 'u');
      insert into outreach.linkedin_automation (id, team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
        values ('act${t}', '${t}', 'acc${t}', 'lead${t}', 'view_profile', 'h', 'p${t}', 'p${t}', 'C', '${t}');
      insert into outreach.accounts (id, team_id, provider_account_id, name, owner_id) values ('second${t}', '${t}', 'second${t}', 'x', 'p${t}');
      insert into outreach.leads (id, team_id, profile_url) values ('alone${t}', '${t}', 'u');
      insert into outreach.campaigns (id, team_id, account_id, name, purpose, language, filter, steps, person_id, channel_id, idempotency_key)
        values ('camp${t}', '${t}', 'acc${t}', 'x', 'x', 'en', '{}', '[]', 'p${t}', 'C', '${t}');
      insert into outreach.campaign_leads (campaign_id, lead_id, team_id) values ('camp${t}', 'lead${t}', '${t}')`);
  }
});

const refusedBy = async (sql: string) => {
  const error = await query(sql).then(
    () => null,
    (e: unknown) => e as { constraint?: string; detail?: string },
  );
  return error && (error.constraint ?? error.detail);
};

const action = (account: string, lead: string) =>
  `insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key)
   values ('a', '${account}', '${lead}', 'send_invite', 'h', 'pa', 'pa', 'C', 'new')`;
const campaign = (team: string, account: string) =>
  `insert into outreach.campaigns (id, team_id, account_id, name, purpose, language, filter, steps, person_id, channel_id, idempotency_key)
   values ('new', '${team}', '${account}', 'new', 'x', 'en', '{}', '[]', 'pa', 'C', 'new')`;
const inCampaign = (id: string, lead: string) =>
  `insert into outreach.campaign_leads (campaign_id, lead_id, team_id) values ('${id}', '${lead}', 'a')`;
const step = (id: string, account: string, lead: string) =>
  `insert into outreach.linkedin_automation (team_id, account_id, lead_id, action_type, hash, author_id, text_by, channel_id, idempotency_key,
     campaign_id, step, after, wait_days)
   values ('a', '${account}', '${lead}', 'send_invite', 'h', 'pa', 'pa', 'C', 'new', '${id}', 1, 'previous_sent', 0)`;
const review = (job: string, version: number, hash: string) =>
  `insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision) values ('da', '${job}', ${version}, '${hash}', 'pa', 'approve')`;
const byHand = (kind: string, base: number, from: string, version: string) =>
  `insert into content.hand_versions (job_id, number, key, kind, base_version, from_version, person_id, content, authors, status, version)
   values ('ja', 1, 'k', '${kind}', ${base}, ${from}, 'pa', '{}', '[]', '${version === 'null' ? 'queued' : 'drawn'}', ${version})`;
const shown = (kind: string, edition: number) =>
  `insert into content.outbox (job_id, kind, edition) values ('ja', '${kind}', ${edition})`;
const event = (account: string, provider: string, lead: string, act: string) =>
  `insert into outreach.inbound_events (team_id, account_id, provider_account_id, key, kind, lead_id, action_id, at)
   values ('a', '${account}', '${provider}', 'k', 'message', ${lead}, ${act}, now())`;
const release = (account: string, lead: string, type: string) =>
  `insert into outreach.release_ledger (team_id, account_id, action_id, lead_id, action_type, dispatched_at, local_date, attempt)
   values ('a', '${account}', 'acta', '${lead}', '${type}', now(), current_date, 1)`;
const manual = (account: string, lead: string) =>
  `insert into outreach.release_ledger (team_id, account_id, source, lead_id, action_type, dispatched_at, local_date)
   values ('a', '${account}', 'manual', '${lead}', 'send_message', now(), current_date)`;
/** Of version 2 of job `ja`, which is learned from in the same statement. */
const correction = (team: string) =>
  `with d as (insert into content.drafts (job_id, version, hash, content, status) values ('ja', 2, 'x', '{}', 'superseded')),
        l as (insert into content.lessons (job_id, version, cause) values ('ja', 2, 'reply'))
   insert into content.corrections (team_id, job_id, version, kind, signature, before, after, person_id)
   values ('${team}', 'ja', 2, 'note', 's', '', '', 'pa')`;
const rule = (type: string, ...groups: object[]) =>
  `insert into platform.approver_rules (team_id, job_type, groups) values ('a', '${type}', '${JSON.stringify(groups)}')`;
const group = { name: 'x', quorum: 1, roles: ['admin'], people: [], user_group: null, deputies: [] };
const roleChange = (person: string, by: string, after: string) =>
  `insert into platform.role_changes (team_id, user_id, changed_by, role_before, role_after) values ('a', '${person}', '${by}', 'member', '${after}')`;

/** The truth that refuses a row, as its constraint is named, and the row. */
const refused: [string, string][] = [
  ['a_campaign_is_of_an_account_of_the_team', campaign('a', 'accb')],
  ['a_campaign_lead_is_of_a_campaign_of_the_team', inCampaign('campb', 'alonea')],
  ['a_campaign_lead_is_a_lead_of_the_team', inCampaign('campa', 'leadb')],
  ['an_action_is_of_a_campaign_of_its_account', step('campa', 'seconda', 'leada')],
  ['an_action_is_to_a_person_of_its_campaign', step('campa', 'acca', 'alonea')],
  [
    'a_step_is_of_a_campaign',
    action('acca', 'leada').replace(
      "'new')",
      "'new') returning id; update outreach.linkedin_automation set step = 1",
    ),
  ],
  ['a_rule_is_of_a_known_type', rule('podcast', group)],
  ['a_rule_names_its_groups', rule('blog')],
  ['a_rule_names_its_groups', rule('blog', group, group, group)],
  ['a_rule_names_its_groups', rule('blog', group, { ...group, name: null })],
  ['a_rule_names_its_groups', rule('blog', { ...group, roles: ['owner'] })],
  ['a_rule_names_its_groups', rule('blog', { ...group, roles: [] })],
  ['a_rule_names_its_groups', rule('blog', { ...group, quorum: 0 })],
  ['a_rule_names_its_groups', rule('blog', { ...group, quorum: 11 })],
  [
    'a_rule_is_changed_by_a_person_of_the_team',
    `${rule('blog', group)}; update platform.approver_rules set changed_by = 'pb'`,
  ],
  [
    'a_reader_is_a_person_of_the_team',
    `insert into platform.readers (user_id, team_id, person_id) values (gen_random_uuid(), 'a', 'pb')`,
  ],
  ['a_role_is_of_a_person_of_the_team', roleChange('pb', 'pa', 'admin')],
  ['a_role_is_given_by_a_person_of_the_team', roleChange('pa', 'pb', 'admin')],
  ['roles_before_and_after_are_known', roleChange('pa', 'pa', 'owner')],
  ['a_review_is_of_exactly_one_text', review('jb', 1, 'ha')],
  ['a_review_is_of_exactly_one_text', review('ja', 2, 'ha')],
  ['a_review_is_of_exactly_one_text', review('ja', 1, 'hb')],
  ['it_starts_from_a_version_of_its_job', byHand('edit', 2, 'null', 'null')],
  ['it_takes_from_a_version_of_its_job', byHand('restore', 1, '2', 'null')],
  ['it_becomes_a_version_of_its_job', byHand('edit', 1, 'null', '2')],
  ['an_edit_has_no_other_source', byHand('edit', 1, '1', 'null')],
  ['an_edit_has_no_other_source', byHand('pick', 1, 'null', 'null')],
  [
    'what_is_made_by_hand_has_its_person',
    `insert into content.drafts (job_id, version, hash, content, made_by) values ('ja', 2, 'h', '{}', 'edit')`,
  ],
  [
    'it_goes_back_to_a_version_of_its_job',
    `insert into content.drafts (job_id, version, hash, status, content, made_by, author_id, from_version)
     values ('ja', 2, 'h', 'superseded', '{}', 'restore', 'pa', 7)`,
  ],
  ['a_card_shows_a_version_of_its_job', shown('card', 2)],
  ['a_card_shows_a_version_of_its_job', shown('pages', 2)],
  ['a_question_shows_one_of_its_job', shown('question', 1)],
  ['a_question_shows_one_of_its_job', shown('question_pages', 1)],
  ['a_reply_shows_one_of_its_job', shown('reply', 1)],
  ['a_notice_shows_one_of_its_job', shown('notice', 1)],
  ['a_budget_card_shows_a_stop_of_its_job', shown('budget', 1)],
  ['a_budget_warning_shows_one_of_its_job', shown('budget_warning', 1)],
  ['a_reminder_shows_one_of_its_job', shown('reminder', 1)],
  ['there_is_one_of_its_kind', shown('brief', 1)],
  [
    'what_is_said_is_of_the_team_of_its_job',
    `insert into content.chat_history (job_id, team_id, channel_id, author_kind, author_id, kind, text) values ('ja', 'b', 'C', 'person', 'pa', 'message', 'x')`,
  ],
  [
    'a_call_is_paid_by_the_team_of_its_job',
    `insert into content.usage_ledger (job_id, team_id, person_id, node, call_key, model, reserved_usd) values ('ja', 'b', 'pa', 'n', 'k', 'm', 0)`,
  ],
  [
    'a_stop_is_of_the_team_of_its_job',
    `insert into content.budget_stops (job_id, team_id, number, scope, unit, cap, spent, wanted_usd, wanted_tokens, node, person_id, span_start, can_finish)
     values ('ja', 'b', 1, 'job', 'usd', 1, 1, 1, 1, 'n', 'pa', '-infinity', false)`,
  ],
  [
    'a_warning_is_of_the_team_of_its_job',
    `insert into content.budget_warnings (job_id, team_id, number, scope, subject, span_start, unit, cap, spent)
     values ('ja', 'b', 1, 'job', 'ja', '-infinity', 'usd', 1, 1)`,
  ],
  ['a_job_goes_on_from_one_of_its_team', `update content.jobs set from_job_id = 'jb' where id = 'ja'`],
  [
    'only_drafts_go_on_from_a_research',
    `insert into content.jobs (type, brief, team_id, requester_id, channel_id, idempotency_key, from_job_id)
     values ('research', '{}', 'a', 'pa', 'C', 'new', 'ja')`,
  ],
  [
    'notes_are_of_a_job_of_the_team',
    `insert into content.note_items (job_id, team_id, number, lead_id, language, about, used, without, texts, hash) values ('ja', 'b', 1, 'l', 'pt', '[]', '[]', '[]', '[]', 'h')`,
  ],
  [
    'an_approval_is_of_a_note',
    `insert into content.note_approvals (job_id, number, revision, hash, person_id) values ('ja', 9, 1, 'h', 'pa')`,
  ],
  [
    'a_plan_has_briefs_of_its_team',
    `insert into content.planned_briefs (job_id, team_id, number, type, topic, angle, day, sources) values ('ja', 'b', 1, 'blog', 'x', '', '2026-12-01', '[]')`,
  ],
  [
    'a_planned_brief_starts_a_job_of_its_team',
    `insert into content.planned_briefs (job_id, team_id, number, type, topic, angle, day, sources, status, person_id, at, started_job_id)
     values ('ja', 'a', 1, 'blog', 'x', '', '2026-12-01', '[]', 'started', 'pa', now(), 'jb')`,
  ],
  [
    'a_lesson_is_of_a_version',
    `insert into content.lessons (job_id, version, cause) values ('ja', 2, 'reply')`,
  ],
  [
    'a_correction_is_of_a_lesson',
    `insert into content.corrections (team_id, job_id, version, kind, signature, before, after, person_id) values ('a', 'ja', 2, 'note', 's', '', '', 'pa')`,
  ],
  ['it_is_of_the_team_of_its_job', correction('b')],
  [
    'what_is_cited_is_of_the_same_team',
    `insert into content.citations (draft_id, team_id, document_id) values ('da', 'a', 'docb')`,
  ],
  ['a_page_is_of_the_team_of_its_job', `update content.documents set job_id = 'jb' where id = 'doca'`],
  [
    'what_is_logged_is_of_the_team_of_its_document',
    `insert into content.document_log (document_id, team_id, person_id, action) values ('doca', 'b', 'pb', 'added')`,
  ],
  [
    'what_replaced_it_is_of_the_same_team',
    `insert into content.document_log (document_id, team_id, person_id, action, by_document_id) values ('doca', 'a', 'pa', 'replaced', 'docb')`,
  ],
  [
    'a_picture_is_of_a_document_that_is_one',
    `insert into content.pictures (document_id, bytes, sha256, width, height) values ('doca', '\\xffd8ff', 'x', 1, 1)`,
  ],
  [
    'what_a_job_stored_is_of_its_team',
    `insert into content.stored_documents (job_id, team_id, address, document_id, known) values ('jb', 'a', 'x', 'doca', true)`,
  ],
  [
    'a_stored_document_is_of_the_same_team',
    `insert into content.stored_documents (job_id, team_id, address, document_id, known) values ('ja', 'a', 'x', 'docb', true)`,
  ],
  [
    'the_key_names_the_job',
    `insert into content.artifacts (key, job_id, name, mime, role, alt, bytes, size, sha256) values ('jb/v1/x.png', 'ja', 'x', 'image/png', 'page', 'x', 'x', 1, encode(sha256('x'), 'hex'))`,
  ],
  ['one_person_is_of_one_team', `update outreach.leads set same_as = 'leadb' where id = 'leada'`],
  [
    'what_is_merged_is_of_the_team',
    `insert into outreach.lead_merges (team_id, lead_id, others, into_id, found_by) values ('a', 'leadb', '{}', 'leada', 'person')`,
  ],
  [
    'it_is_merged_into_one_of_the_team',
    `insert into outreach.lead_merges (team_id, lead_id, others, into_id, found_by) values ('a', 'leada', '{}', 'leadb', 'person')`,
  ],
  [
    'the_other_is_of_the_team',
    `insert into outreach.leads_apart (team_id, lead_id, other_id, person_id) values ('a', 'leada', 'leadb', 'pa')`,
  ],
  [
    'a_token_is_of_a_person_of_the_team',
    `insert into content.job_tokens (id, team_id, name, owner_id, secret_sha256, types, people, channels, may_start, may_read, most_requests, expires_at)
     values ('tok000000000', 'a', 'crm', 'pb', sha256('x'), '{blog}', '{pa}', '{C}', true, true, 60, now())`,
  ],
  [
    'one_is_of_the_team',
    `insert into outreach.leads_apart (team_id, lead_id, other_id, person_id) values ('b', 'leada', 'leadb', 'pb')`,
  ],
  [
    'a_name_is_of_a_lead_of_the_team',
    `insert into outreach.lead_identities (team_id, kind, value, lead_id) values ('a', 'slug', 'x', 'leadb')`,
  ],
  [
    'a_contact_is_of_an_account_of_the_team',
    `insert into outreach.contacts (team_id, account_id, lead_id) values ('a', 'accb', 'leada')`,
  ],
  [
    'a_contact_is_with_a_lead_of_the_team',
    `insert into outreach.contacts (team_id, account_id, lead_id) values ('a', 'acca', 'leadb')`,
  ],
  ['an_action_is_of_an_account_of_the_team', action('accb', 'leada')],
  ['an_action_is_to_a_lead_of_the_team', action('acca', 'leadb')],
  ['a_release_is_of_what_its_action_says', release('accb', 'leada', 'view_profile')],
  ['a_release_is_of_what_its_action_says', release('acca', 'leadb', 'view_profile')],
  ['a_release_is_of_what_its_action_says', release('acca', 'leada', 'send_message')],
  ['a_release_is_of_an_account_of_the_team', manual('accb', 'leada')],
  ['a_release_is_to_a_lead_of_the_team', manual('acca', 'leadb')],
  [
    'an_approval_is_of_a_text_of_its_action',
    `insert into outreach.action_approvals (action_id, revision, hash, person_id, approved_at) values ('acta', 7, 'h', 'pa', now())`,
  ],
  ['an_event_is_of_an_account_of_the_team', event('accb', 'provb', 'null', 'null')],
  ['an_event_is_of_the_account_at_the_provider', event('acca', 'provb', 'null', 'null')],
  [
    'an_erasure_is_of_a_lead_of_the_team',
    `insert into outreach.erasures (lead_id, team_id, by_id, reason, at, counts) values ('leadb', 'a', 'x', 'asked', now(), '{}')`,
  ],
  ['an_event_is_of_a_lead_of_the_team', event('acca', 'prova', `'leadb'`, 'null')],
  ['an_event_answers_an_action_of_the_team', event('acca', 'prova', 'null', `'actb'`)],
];

test.each(refused)('%s: %s', async (constraint, sql) => {
  expect(await refusedBy(sql)).toBe(constraint);
});

test('every key that ties two columns or more is tried here', async () => {
  const { rows } = await query(
    `select conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where n.nspname in ${ours} and k.contype = 'f' and cardinality(k.conkey) > 1`,
  );
  const tried = new Set(refused.map(([constraint]) => constraint));
  expect(rows.map(({ conname }) => String(conname)).filter((name) => !tried.has(name))).toEqual([]);
});

test('every check is named as the truth it holds', async () => {
  const { rows } = await query(
    `select conrelid::regclass::text as table, conname as name from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where n.nspname in ${ours} and k.contype = 'c' and k.conname ~ '_check[0-9]*$'`,
  );
  expect(rows).toEqual([]);
});

/**
 * What refers to a row is found without reading the whole table: an index begins with columns of the foreign key that
 * alone pick one row of the parent (`job_id` of `job_id, team_id`). The columns behind them would be read by no query.
 */
test('every foreign key has an index', async () => {
  const { rows } = await query(
    `select k.conname from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where n.nspname in ${ours} and k.contype = 'f' and not exists (
       select from pg_index i
       cross join generate_series(1, cardinality(k.conkey)) c (columns)
       cross join lateral (select (i.indkey::smallint[])[0:c.columns - 1] as columns) first
       join pg_index p on p.indrelid = k.confrelid and p.indisunique and p.indpred is null
       where i.indrelid = k.conrelid and first.columns <@ k.conkey
         and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) ~ '^\\(\\w+ IS NOT NULL\\)$')
         and p.indkey::smallint[] <@ array(select k.confkey[array_position(k.conkey, f)] from unnest(first.columns) f))
     order by 1`,
  );
  // The few dozen surfaces of one job: the index by job, kind and edition finds them.
  expect(rows.map(({ conname }) => conname)).toEqual([
    'a_budget_card_shows_a_stop_of_its_job',
    'a_budget_warning_shows_one_of_its_job',
    'a_card_shows_a_version_of_its_job',
    'a_notice_shows_one_of_its_job',
    'a_question_shows_one_of_its_job',
    'a_reminder_shows_one_of_its_job',
    'a_reply_shows_one_of_its_job',
  ]);
});

test('no function locks the key of a row that other rows name: they would wait for what changes none', async () => {
  const { rows } = await query(
    `select p.oid::regproc::text as name from pg_proc p
     where p.pronamespace::regnamespace::text in ${ours} and p.prosrc ~ '\\mfor update\\M' order by 1`,
  );
  // Of outboxes and waits, which no row names.
  expect(rows.map(({ name }) => name)).toEqual([
    'content.claim_outbox',
    'content.claim_proposal_messages',
    'content.remind_due',
    'outreach.claim_outbox',
  ]);
});

test.each(['running', 'awaiting_review', 'awaiting_input', 'completed', 'rejected', 'failed', 'cancelled'])(
  'a job does not start as %s',
  async (status) => {
    const sql = `insert into content.jobs (type, status, brief, team_id, requester_id, channel_id, idempotency_key)
      values ('blog', '${status}', '{}', 'a', 'pa', 'C', 'new')`;
    expect(await refusedBy(sql)).toBe('illegal_move');
  },
);

test('what a job made goes with it', async () => {
  await query(`insert into content.outbox (job_id, kind, edition) values ('jb', 'card', 1);
    insert into content.reviews (draft_id, job_id, version, hash, reviewer_id, decision) values ('db', 'jb', 1, 'hb', 'pb', 'approve');
    delete from content.jobs where id = 'jb'`);
  const { rows } = await query(
    `select (select count(*)::int from content.drafts where job_id = 'jb') + (select count(*)::int from content.outbox where job_id = 'jb') as left`,
  );
  expect(rows).toEqual([{ left: 0 }]);
});
