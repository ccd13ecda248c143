import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../testing/database/database.ts';
import { connectParts, type Parts } from '../../testing/supabase/content.ts';
import { type Outreach, openOutreach } from '../../testing/supabase/outreach.ts';

const database = useDatabase();
let o: Outreach;
let parts: Parts;
beforeAll(async () => {
  o = await openOutreach(database);
  parts = await connectParts(database);
});

const forBot = [
  'accept_note',
  'account_status',
  'acknowledge_terms',
  'apply_lead_changes',
  'bot_due',
  'bot_metrics',
  'cancel_action',
  'check_config',
  'check_import',
  'claim_handovers',
  'claim_lead_batch',
  'claim_outbox',
  'decide_action',
  'edit_action',
  'end_enrichment',
  'end_import',
  'end_look',
  'end_notes',
  'end_suppression',
  'erase_lead',
  'fail_handover',
  'fail_outbox',
  'find_lead',
  'forecast_input',
  'get_action',
  'give_back_lead_batch',
  'handover_backlog',
  'home_stamp',
  'import_rows',
  'judge_leads',
  'keep_looking',
  'lead_batch_shown',
  'let_campaign_go_on',
  'list_accounts',
  'list_campaigns',
  'list_lead_batches',
  'list_leads',
  'list_suppressions',
  'look_at_erasure',
  'look_at_import',
  'pause',
  'preview_audience',
  'preview_score_rules',
  'propose_action',
  'queue',
  'read_score_rules',
  'refuse_handover',
  'reschedule_action',
  'rescore_leads',
  'resolve_unknown',
  'resume',
  'roll_back_leads',
  'save_config',
  'save_score_rules',
  'settle_handover',
  'settle_outbox',
  'skip_note',
  'start_campaign',
  'start_enrichment',
  'start_import',
  'start_rollback',
  'steer_campaign',
  'support_figures',
  'suppress',
  'suppress_writer',
  'take_answer',
  'take_intent',
  'top_leads',
  'why',
];
const forGovernor = [
  'claim_release',
  'end_as_gone',
  'expire_dispatches',
  'explain_held',
  'governor_metrics',
  'holiday_gaps',
  'keep_holidays',
  'load_due',
  'plan_actions',
  'record_account_status',
  'record_inbound',
  'record_inbox_read',
  'record_lookup',
  'record_profile',
  'record_release',
  'unknown_releases',
];

test.each([
  ['greenlight_bot', forBot],
  ['greenlight_governor', forGovernor],
  ['greenlight_agent', []],
])('%s may execute exactly its functions of schema outreach', async (role, functions) => {
  const { rows } = await o.query(
    `select p.proname from pg_proc p where p.pronamespace = 'outreach'::regnamespace and has_function_privilege($1, p.oid, 'execute') order by 1`,
    [role],
  );
  expect(rows.map((r) => r.proname)).toEqual(functions);
});

test.each([
  ['greenlight_governor', 'decide_action', { p_click: {} }],
  ['greenlight_governor', 'edit_action', { p_edit: {} }],
  ['greenlight_governor', 'propose_action', { p_action: {} }],
  ['greenlight_governor', 'resume', { p_team_id: 'T1', p_account_id: null, p_person_id: 'rui' }],
  ['greenlight_governor', 'save_config', { p_change: {} }],
  ['greenlight_bot', 'claim_release', { p_action_id: 'x', p_worker: 'x' }],
  ['greenlight_bot', 'record_release', { p_release: {} }],
  ['greenlight_bot', 'plan_actions', { p_plan: [] }],
  ['greenlight_bot', 'end_as_gone', { p_action_id: 'x', p_error: {}, p_signal: 'none' }],
  ['greenlight_bot', 'install_account', { p_account: {} }],
  ['greenlight_bot', 'add_lead', { p_lead: {} }],
] as const)('with its own token %s cannot call %s', async (role, fn, args) => {
  // The connection of the tests knows schema content and platform; the name of the schema is all that differs.
  const call = parts.rpc[role]('outreach' as 'content');
  await expect(call(fn, args, z.unknown())).rejects.toThrow(/42501|permission denied/);
});
