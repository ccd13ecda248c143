import { z } from 'zod';
import type { Rpc } from '../../platform/db.ts';
import { failOnUnreadable, readableItems, type UnreadableItem } from '../../platform/readable-items.ts';
import { handoverCalls } from '../handovers.ts';
import { type AccountConfig, account, accountStatus, configSaved } from './account.ts';
import { type ActionType, action, actionOutcome } from './action.ts';
import { type ApprovedAnswer, answerTaken, type IntentRead } from './answer.ts';
import {
  type ApprovedNote,
  audience,
  type CampaignBrief,
  type CampaignStep,
  campaign,
  campaignStarted,
  campaignSteered,
  noteAccepted,
} from './campaign.ts';
import { changesApplied, type EnrichmentToStart, enrichmentStarted, type LeadChanges } from './enrichment.ts';
import { forecastInput } from './forecast.ts';
import { leadCalls, leadChoice } from './lead-calls.ts';
import type { LeadFilter } from './lead-filter.ts';
import { scoreCalls } from './score-calls.ts';
import { suppressionList } from './suppression.ts';
import { outreachItem } from './surface.ts';
import { whyAnswer } from './why.ts';

const done = z.object({
  outcome: z.enum(['done', 'not_allowed', 'not_found', 'wrong_state', 'refused']),
  reason: z.string().nullable(),
});
const proposed = z.object({
  outcome: z.enum(['proposed', 'refused']),
  /** For `refused`: `suppressed`, `erased`, `bad_url`, `too_long` (with params), `duplicate`, `no_account`, `not_allowed`, `empty`,
   * `placeholder` (with what was `found`). */
  reason: z.string().nullable(),
  params: z.record(z.string(), z.unknown()),
  action_id: z.string().nullable(),
});

/** What the bot's role may call in schema `outreach`. People decide here; nothing is sent from here. */
export function outreachForBot(rpc: Rpc) {
  return {
    listAccounts: (teamId: string) => rpc('list_accounts', { p_team_id: teamId }, z.array(account)),

    /** People to choose from, at most 100; see the function's comment for the order. */
    listLeads: (teamId: string, limit: number) =>
      rpc('list_leads', { p_team_id: teamId, p_limit: limit }, z.array(leadChoice)),

    /** Refuses what cannot work, saves what is only a ceiling; each change is one audit row. Admins only. */
    saveConfig: (p: {
      account_id: string;
      person_id: string;
      config: AccountConfig;
      expected_version: number;
    }) => rpc('save_config', { p_change: p }, configSaved),

    /** What saving would answer, without saving. */
    checkConfig: (accountId: string, config: AccountConfig) =>
      rpc('check_config', { p_account_id: accountId, p_config: config }, configSaved),

    /** The owner accepts LinkedIn's rules for this account; before that nothing is released. */
    acknowledgeTerms: (accountId: string, personId: string) =>
      rpc('acknowledge_terms', { p_account_id: accountId, p_person_id: personId }, done),

    /** Stores a proposal and the card that shows it. The same key gives the same action. */
    proposeAction: (p: {
      team_id: string;
      account_id: string;
      type: ActionType;
      profile_url: string;
      name: string | null;
      text: string | null;
      author_id: string;
      channel_id: string;
      idempotency_key: string;
      response_url: string | null;
    }) => rpc('propose_action', { p_action: p }, proposed, { deadlineMs: 2000 }),

    decideAction: (p: {
      action_id: string;
      revision: number;
      hash: string;
      person_id: string;
      decision: 'approve' | 'reject';
      note: string | null;
    }) => rpc('decide_action', { p_click: p }, actionOutcome),

    /** Writes another text: a new revision, whose approval starts anew. */
    editAction: (p: { action_id: string; revision: number; hash: string; person_id: string; text: string }) =>
      rpc('edit_action', { p_edit: p }, actionOutcome),

    cancelAction: (actionId: string, personId: string) =>
      rpc('cancel_action', { p_action_id: actionId, p_person_id: personId }, actionOutcome),

    rescheduleAction: (actionId: string, personId: string, notBefore: string) =>
      rpc(
        'reschedule_action',
        { p_action_id: actionId, p_person_id: personId, p_not_before: notBefore },
        actionOutcome,
      ),

    /** A person says what became of an action in state `unknown`. */
    resolveUnknown: (actionId: string, personId: string, verdict: 'sent' | 'not_sent') =>
      rpc(
        'resolve_unknown',
        { p_action_id: actionId, p_person_id: personId, p_verdict: verdict },
        actionOutcome,
      ),

    /** Everything that has not ended, next first. */
    queue: (teamId: string, limit: number) =>
      rpc('queue', { p_team_id: teamId, p_limit: limit }, z.array(action)),
    /** Changes whenever something of outreach changes. */
    homeStamp: () => rpc('home_stamp', {}, z.string()),
    getAction: (actionId: string) => rpc('get_action', { p_action_id: actionId }, action.nullable()),

    /** What the coming days follow from, under the rules as they are (null) or as a person proposes them. */
    forecastInput: (accountId: string, config: AccountConfig | null) =>
      rpc('forecast_input', { p_account_id: accountId, p_config: config }, forecastInput, {
        deadlineMs: 4000,
      }),
    status: (accountId: string) => rpc('account_status', { p_account_id: accountId }, accountStatus),

    /** Whom a campaign would have, while its form is filled in. */
    previewAudience: (teamId: string, p: { account_id: string; filter: LeadFilter; steps: CampaignStep[] }) =>
      rpc('preview_audience', { p_team_id: teamId, p_campaign: p }, audience, { deadlineMs: 2000 }),
    /** Stores a campaign with its people and the message that shows it. The same key gives the same campaign. */
    startCampaign: (p: CampaignBrief) => rpc('start_campaign', { p_campaign: p }, campaignStarted),
    /** Anyone but guests pauses; who began it, admins and those who may approve outreach resume and end it. */
    steerCampaign: (campaignId: string, personId: string, act: 'pause' | 'resume' | 'end') =>
      rpc('steer_campaign', { p_campaign_id: campaignId, p_person_id: personId, p_do: act }, campaignSteered),
    /** Open ones first, at most 50. */
    listCampaigns: (teamId: string) => rpc('list_campaigns', { p_team_id: teamId }, z.array(campaign)),
    /** The words that people approved for one person become approved actions with the same bytes, all or none. */
    acceptNote: (p: ApprovedNote) => rpc('accept_note', { p_note: p }, noteAccepted),
    /** False: the person's words did not wait (any more). */
    skipNote: (p: { campaign_id: string; lead_id: string; person_id: string; reason: string | null }) =>
      rpc('skip_note', { p_note: p }, z.boolean()),
    /** Who still waits for words is left out. Answers how many. */
    endNotes: (campaignId: string, outcome: 'rejected' | 'cancelled' | 'failed' | 'expired') =>
      rpc('end_notes', { p_campaign_id: campaignId, p_outcome: outcome }, z.number()),

    /** `account_id` null: the kill switch, every account of the team. Anyone but guests. */
    pause: (teamId: string, accountId: string | null, personId: string, reason: string) =>
      rpc(
        'pause',
        { p_team_id: teamId, p_account_id: accountId, p_person_id: personId, p_reason: reason },
        done,
      ),
    /** Admins. Also closes a breaker that needs a person. Never releases at once: a fresh gap comes first. */
    resume: (teamId: string, accountId: string | null, personId: string) =>
      rpc('resume', { p_team_id: teamId, p_account_id: accountId, p_person_id: personId }, done),

    /** `person`: a profile URL; `company`: its name or page; `domain`: e.g. example.com. Waiting actions become `suppressed`. */
    suppress: (p: {
      team_id: string;
      kind: 'person' | 'company' | 'domain';
      value: string;
      person_id: string;
      reason: string;
    }) => rpc('suppress', { p_suppression: p }, done.extend({ stopped: z.number().int() })),

    /** Makes an approved answer an action that is approved by the same people. The same key gives the same action. */
    takeAnswer: (answer: ApprovedAnswer) => rpc('take_answer', { p_answer: answer }, answerTaken),
    /** False: there is no such message (any more). */
    takeIntent: (intent: IntentRead) => rpc('take_intent', { p_intent: intent }, z.boolean()),
    /** As `suppress`, of the person who wrote a message. */
    suppressWriter: (p: { team_id: string; event_id: string; person_id: string; reason: string }) =>
      rpc('suppress_writer', { p_click: p }, done.extend({ stopped: z.number().int() })),

    /**
     * After a message that was no reply: the person's steps that are left wait again, not before a date of the account's
     * calendar, or null. `done` has the time; `refused` and `not_allowed` say why.
     */
    letCampaignGoOn: (p: {
      team_id: string;
      event_id: string;
      person_id: string;
      not_before: string | null;
    }) => rpc('let_campaign_go_on', { p_click: p }, done.extend({ from: z.string().nullable() })),

    /** `giveUp` is told of items that this bot cannot read. */
    claimOutbox: async (
      worker: string,
      limit: number,
      giveUp: (item: UnreadableItem) => Promise<unknown> = failOnUnreadable,
    ) => {
      const rows = await rpc('claim_outbox', { p_worker: worker, p_limit: limit }, z.array(z.unknown()));
      const { items, unreadable } = readableItems(rows, outreachItem);
      for (const item of unreadable) await giveUp(item);
      return items;
    },
    settleOutbox: (item: { id: number; fence: number; ts: string; revision: number }) =>
      rpc(
        'settle_outbox',
        { p_id: item.id, p_fence: item.fence, p_ts: item.ts, p_revision: item.revision },
        z.boolean(),
      ),
    failOutbox: (
      item: { id: number; fence: number },
      failure: { code: string; retry_in_s: number | null; maybe_posted: boolean },
    ) => rpc('fail_outbox', { p_id: item.id, p_fence: item.fence, p_failure: failure }, z.boolean()),
    /** Newest first, 100 at most; `words`: part of a value or a name. Null: for admins alone. */
    listSuppressions: (teamId: string, personId: string, words: string, limit: number) =>
      rpc(
        'list_suppressions',
        { p_team_id: teamId, p_person_id: personId, p_words: words, p_limit: limit },
        suppressionList.nullable(),
      ),
    /** By an admin, with a reason of 5 to 500 characters (else `refused` as `bad_reason`). What was stopped stays stopped. */
    endSuppression: (end: { team_id: string; person_id: string; id: number; reason: string }) =>
      rpc('end_suppression', { p_end: end }, done),
    /** `subject`: an action's id, or a person's address, id or name. Null: this person may not ask. */
    why: (teamId: string, personId: string, subject: string) =>
      rpc('why', { p_team_id: teamId, p_person_id: personId, p_subject: subject }, whyAnswer.nullable()),
    ...scoreCalls(rpc),
    /** At most 1,000 leads; no lead changes by it. */
    startEnrichment: (p: EnrichmentToStart) => rpc('start_enrichment', { p_request: p }, enrichmentStarted),
    /** Once for each batch, some leads a call. Refused as `unknown_batch` and `batch_ended`. */
    applyLeadChanges: (changes: LeadChanges) =>
      rpc('apply_lead_changes', { p_changes: changes }, changesApplied),
    endEnrichment: (batchId: string, outcome: 'rejected' | 'cancelled' | 'failed' | 'expired') =>
      rpc('end_enrichment', { p_batch_id: batchId, p_outcome: outcome }, z.object({ outcome: z.string() })),
    ...handoverCalls(rpc),
    ...leadCalls(rpc),
  };
}
export type OutreachForBot = ReturnType<typeof outreachForBot>;
