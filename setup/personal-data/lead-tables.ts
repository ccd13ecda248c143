/**
 * How rows `t` of a table are those of one lead `s`: SQL over the lead's ids, the ids of its actions and messages, its names as
 * suppressions name them, and the jobs about it alone (`own_jobs`) or about it with others (`jobs`).
 */
interface LeadTable {
  of: string;
  /** The columns that are told, where the others are about other people or say nothing. */
  only?: string[];
  /** Lists in it are cut down to what names this person. */
  ofMany?: true;
}

const byLead: LeadTable = { of: 't.lead_id = any (s.ids)' };
const byAction: LeadTable = { of: 't.action_id = any (s.actions)' };
const byOwnJob: LeadTable = { of: 't.job_id = any (s.own_jobs)' };
const inHandover = {
  of: `t.payload <> '{}' and exists (select from unnest(s.ids || s.actions || s.events) i where strpos(t.payload::text, '"' || i || '"') > 0)`,
  ofMany: true,
} as const;
const onTheList: LeadTable = {
  of: `t.team_id = s.team and (t.kind = 'person' and t.value = any (s.names)
    or t.kind = 'erased' and t.value in (select outreach.erased_value(k.key, n) from outreach.erasure_keys k, unnest(s.names) n where k.team_id = s.team))`,
};

export const leadTables: Record<string, LeadTable> = {
  'outreach.leads': { of: 't.id = any (s.ids)' },
  'outreach.lead_versions': byLead,
  'outreach.lead_identities': byLead,
  'outreach.lead_merges': { of: 't.lead_id = any (s.ids) or t.into_id = any (s.ids) or t.others && s.ids' },
  'outreach.leads_apart': { of: 't.lead_id = any (s.ids) or t.other_id = any (s.ids)' },
  'outreach.lead_batches': {
    of: 't.id in (select v.batch_id from outreach.lead_versions v where v.lead_id = any (s.ids))',
    only: ['id', 'kind', 'status', 'title', 'file_hash', 'person_id', 'created_at', 'ended_at'],
  },
  'outreach.contacts': byLead,
  'outreach.campaign_leads': byLead,
  'outreach.campaigns': {
    of: 't.id in (select c.campaign_id from outreach.campaign_leads c where c.lead_id = any (s.ids))',
    only: ['id', 'name', 'purpose', 'language', 'status', 'person_id', 'started_at', 'ended_at'],
  },
  'outreach.linkedin_automation': byLead,
  'outreach.action_revisions': byAction,
  'outreach.action_approvals': byAction,
  'outreach.release_ledger': byLead,
  'outreach.inbound_events': byLead,
  'outreach.suppressions': onTheList,
  'outreach.ended_suppressions': onTheList,
  'outreach.outbox': {
    of: `t.action_id = any (s.actions) or t.event -> 'params' ->> 'action_id' = any (s.actions) or t.event -> 'params' ->> 'event_id' = any (s.events)`,
    only: ['id', 'kind', 'action_id', 'event', 'channel_id', 'ts', 'created_at'],
  },
  'outreach.handovers': inHandover,
  'outreach.audit': {
    of: "t.subject_id = any (s.ids || s.actions) or t.data ->> 'action_id' = any (s.actions)",
  },
  'content.jobs': {
    of: 't.id = any (s.own_jobs || s.jobs)',
    only: [
      'id',
      'type',
      'status',
      'brief',
      'requester_id',
      'channel_id',
      'thread_ts',
      'created_at',
      'ended_at',
    ],
    ofMany: true,
  },
  'content.note_items': byLead,
  'content.note_approvals': {
    of: '(t.job_id, t.number) in (select i.job_id, i.number from content.note_items i where i.lead_id = any (s.ids))',
  },
  'content.batch_records': byLead,
  'content.drafts': { of: 't.job_id = any (s.own_jobs)' },
  'content.artifacts': byOwnJob,
  'content.chat_history': byOwnJob,
  'content.agent_replies': byOwnJob,
  'content.questions': byOwnJob,
  'content.reviews': byOwnJob,
  'content.content_history': byOwnJob,
  'content.hand_versions': byOwnJob,
  'content.usage_ledger': byOwnJob,
  'content.handovers': inHandover,
};

/** Copies of other columns, cut into pieces to be searched. */
export const cutUp = ['content.passages', 'content.words'];
